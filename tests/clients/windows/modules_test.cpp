// SPDX-License-Identifier: MIT
// Modules as Windows' loader finds them: in an added directory, and a second copy of the library.
#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <string>

#include <windows.h>

namespace {

constexpr HRESULT file_not_found = static_cast<HRESULT>(0x80070002);

std::wstring path_of(HMODULE module) {
    wchar_t path[MAX_PATH] = L"";
    GetModuleFileNameW(module, path, MAX_PATH);
    return path;
}

std::string narrow(const std::wstring& text) {
    std::string bytes(text.size() * 3 + 1, '\0');
    bytes.resize(static_cast<std::size_t>(
        WideCharToMultiByte(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), bytes.data(),
                            static_cast<int>(bytes.size()), nullptr, nullptr)));
    return bytes;
}

// Beside the program.
std::wstring directory(const wchar_t* name) {
    const std::wstring program = path_of(nullptr);
    return program.substr(0, program.find_last_of(L"\\/") + 1) + name;
}

HMODULE load_by_name() {
    return LoadLibraryExW(L"windows_found.dll", nullptr, LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
}

TEST(ComponentDirectory, IsWhereTheLoaderLooksAsCppWinRTAsksIt) {
    const std::string added = narrow(directory(L"only_here"));
    EXPECT_EQ(load_by_name(), nullptr);
    EXPECT_EQ(AsyncomAddComponentDirectory(nullptr), E_POINTER);
    for (const char* const wrong : {"", "relative", ".\\here", "C:relative", "\\no_drive", "\xff"})
        EXPECT_EQ(AsyncomAddComponentDirectory(wrong), E_INVALIDARG) << wrong;
    EXPECT_EQ(AsyncomAddComponentDirectory((added + "\\nowhere").c_str()), file_not_found);
    EXPECT_EQ(load_by_name(), nullptr);

    EXPECT_EQ(AsyncomAddComponentDirectory(added.c_str()), S_OK);
    EXPECT_EQ(AsyncomAddComponentDirectory(added.c_str()), S_FALSE);
    EXPECT_EQ(AsyncomAddComponentDirectory((added + "\\").c_str()), S_FALSE);
    const HMODULE found = load_by_name();
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(narrow(path_of(found)), added + "\\windows_found.dll");
    FreeLibrary(found);
}

template <class Function>
Function* find(HMODULE module, Function*, const char* name) {
    return reinterpret_cast<Function*>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}
#define OF(module, name) find(module, &name, #name)

TEST(SecondCopy, RefusesAndNamesBothFiles) {
    constexpr const char* an_action = "{5a648006-843a-4da9-865b-9d26e5dfad7b}";
    IAsyncType* type = nullptr;
    ASSERT_EQ(AsyncomGetType(an_action, &type), S_OK);
    const HMODULE second = LoadLibraryW(directory(L"other\\asyncom-other.dll").c_str());
    ASSERT_NE(second, nullptr);
    IAsyncType* none = nullptr;
    EXPECT_EQ(OF(second, AsyncomGetType)(an_action, &none), E_UNEXPECTED);
    EXPECT_EQ(none, nullptr);
    char text[2048] = "";
    std::uint32_t needed = 0;
    ASSERT_EQ(OF(second, AsyncomGetErrorText)(text, sizeof text, &needed), S_OK);
    EXPECT_NE(std::string(text).find(narrow(path_of(second))), std::string::npos) << text;
    EXPECT_NE(std::string(text).find(narrow(path_of(GetModuleHandleW(L"asyncom.dll")))),
              std::string::npos)
        << text;
    // And no directory is added by it.
    EXPECT_EQ(OF(second, AsyncomAddComponentDirectory)(narrow(directory(L"only_here")).c_str()),
              E_UNEXPECTED);
    EXPECT_EQ(AsyncomGetType(an_action, &type), S_OK);
}

} // namespace
