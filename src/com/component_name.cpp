// SPDX-License-Identifier: MIT
#include "com/component_name.h"

#include "com/utf.h"
#include "platform/shared_library.h"

namespace asyncom::core {
namespace {

// The longest name of a file on the systems there are, in bytes.
constexpr std::size_t longest_file_name = 255;

// A $ begins what the loader replaces.
bool may_stand_in_a_name(char16_t unit) noexcept {
    const bool is_control = unit < u' ' || (unit >= 0x7F && unit <= 0x9F);
    return !is_control && unit != u' ' && unit != u'/' && unit != u'\\' && unit != u'$' &&
           unit != u':';
}

std::string file_of(std::u16string_view name_space) {
    return library_prefix + to_utf8(name_space) + library_suffix;
}

} // namespace

bool is_class_name(std::u16string_view name) noexcept {
    bool part_is_empty = true;
    for (const char16_t unit : name) {
        const bool dot = unit == u'.';
        if (dot ? part_is_empty : !may_stand_in_a_name(unit)) return false;
        part_is_empty = dot;
    }
    return !part_is_empty;
}

std::vector<std::string> component_files(std::u16string_view class_name) {
    std::vector<std::string> files;
    if (!is_class_name(class_name)) return files;
    for (std::size_t dot = class_name.rfind(u'.'); dot != std::u16string_view::npos;
         dot = class_name.rfind(u'.')) {
        class_name = class_name.substr(0, dot);
        // Each unit is at least one byte, so a long name costs nothing here.
        if (class_name.size() > longest_file_name) continue;
        if (std::string file = file_of(class_name); file.size() <= longest_file_name)
            files.push_back(std::move(file));
    }
    return files;
}

} // namespace asyncom::core
