// SPDX-License-Identifier: MIT
// Every allocation of errors that change, of agile references and of activation fails in turn.
#include "com/component_directories.h"
#include "com/component_name.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "plain_object.h"
#include "platform/loaded_modules.h"
#include "without_memory.h"

#include <functional>
#include <new>
#include <string>
#include <vector>

namespace asyncom::core {
namespace {

using test::first_failure;
using test::foreign_error;
using test::foreign_traits;
using test::other_failure;
using test::owned;
using test::plain_object;
using test::query;
using test::taken;
using test::with_each_allocation_failing;
using test::without_memory;

constexpr auto long_text = u"a text that is too long for any string's own small buffer";

HRESULT code_in_slot() {
    const owned<IAsyncError> error = query<IAsyncError>(peek_error_info(), IID_IAsyncError);
    HRESULT code = S_OK;
    error->get_Code(&code);
    return code;
}

class OutOfMemoryRuntime : public test::WithoutMemory {};

TEST_F(OutOfMemoryRuntime, TransformingLeavesTheNewReasonOrNone) {
    const auto prepare = [] { originate(first_failure, "a reason longer than a small buffer"); };
    int with_reason = 0;
    for (const HRESULT to : {other_failure, E_OUTOFMEMORY}) {
        const int failures = with_each_allocation_failing(prepare, [&] {
            EXPECT_EQ(RoTransformErrorW(first_failure, to, 0, u"new"), 1);
            with_reason += peek_error_info() != nullptr;
            if (peek_error_info() != nullptr) {
                EXPECT_EQ(code_in_slot(), to);
            }
        });
        EXPECT_EQ(failures, 3) << "the old text, the new object, its line";
    }
    EXPECT_EQ(with_reason, 7) << "only an object of another code cannot do without memory";
}

TEST_F(OutOfMemoryRuntime, TransformingAForeignReasonLeavesTheNewOneOrNone) {
    foreign_traits traits;
    traits.description = long_text;
    with_each_allocation_failing(
        [&] {
            const owned<foreign_error> foreign(new foreign_error(traits));
            SetErrorInfo(0, foreign->as_error_info());
        },
        [&] {
            EXPECT_EQ(RoTransformErrorW(first_failure, other_failure, 0, u"new"), 1);
            if (peek_error_info() != nullptr) {
                EXPECT_EQ(code_in_slot(), other_failure);
            }
        });
}

// Wrapping a foreign object needs memory, knowing its code does not; its own texts are its own
// business, so they do not fail here.
TEST_F(OutOfMemoryRuntime, AForeignReasonIsHandledOrHandedOverWithoutMemory) {
    foreign_traits traits;
    const owned<foreign_error> foreign(new foreign_error(traits));
    const auto prepare = [&] { SetErrorInfo(0, foreign->as_error_info()); };
    constexpr int first_of_ours = 2;
    for (int nth = first_of_ours; nth < first_of_ours + 2; ++nth) {
        prepare();
        EXPECT_EQ(
            without_memory([] { return RoTransformError(first_failure, S_OK, nullptr); }, nth), 1);
        EXPECT_EQ(peek_error_info(), nullptr);
        prepare();
        owned<IRestrictedErrorInfo> matching;
        EXPECT_EQ(
            without_memory(
                [&] { return RoGetMatchingRestrictedErrorInfo(first_failure, matching.put()); },
                nth),
            S_OK);
        EXPECT_EQ(matching.get(), static_cast<IRestrictedErrorInfo*>(foreign.get()));
    }
}

TEST_F(OutOfMemoryRuntime, AMatchingObjectThatCannotBeMadeLeavesTheSlotEmpty) {
    auto* matching = reinterpret_cast<IRestrictedErrorInfo*>(this);
    const auto match = [&](HRESULT code) {
        return without_memory([&] { return RoGetMatchingRestrictedErrorInfo(code, &matching); });
    };
    EXPECT_EQ(match(other_failure), E_OUTOFMEMORY);
    EXPECT_EQ(matching, nullptr);
    EXPECT_EQ(peek_error_info(), nullptr);
    EXPECT_EQ(match(E_OUTOFMEMORY), S_OK) << "that one is always there";
    matching->Release();
}

TEST_F(OutOfMemoryRuntime, ALanguageExceptionIsNotKeptWithoutItsError) {
    plain_object exception;
    EXPECT_EQ(without_memory(
                  [&] { return RoOriginateLanguageException(other_failure, nullptr, &exception); }),
              1);
    EXPECT_EQ(peek_error_info(), nullptr);
    EXPECT_EQ(without_memory(
                  [&] { return RoOriginateLanguageException(E_OUTOFMEMORY, nullptr, &exception); }),
              1);
    EXPECT_EQ(code_in_slot(), E_OUTOFMEMORY);
    EXPECT_EQ(exception.references(), 1u);
}

TEST_F(OutOfMemoryRuntime, AnErrorToBeFilledInKeepsWhatItHas) {
    auto* untouched = reinterpret_cast<ICreateErrorInfo*>(this);
    EXPECT_EQ(without_memory([&] { return CreateErrorInfo(&untouched); }), E_OUTOFMEMORY);
    EXPECT_EQ(untouched, nullptr);
    owned<ICreateErrorInfo> maker;
    ASSERT_EQ(CreateErrorInfo(maker.put()), S_OK);
    const owned<IErrorInfo> error = query<IErrorInfo>(maker.get(), IID_IErrorInfo);
    WCHAR old[] = u"old";
    ASSERT_EQ(maker->SetDescription(old), S_OK);
    WCHAR text[] = u"new";
    EXPECT_EQ(without_memory([&] { return maker->SetSource(text); }), E_OUTOFMEMORY);
    EXPECT_EQ(without_memory([&] { return maker->SetDescription(text); }), E_OUTOFMEMORY);
    EXPECT_EQ(without_memory([&] { return maker->SetHelpFile(text); }), E_OUTOFMEMORY);
    BSTR given = text;
    EXPECT_EQ(without_memory([&] { return error->GetDescription(&given); }), E_OUTOFMEMORY);
    EXPECT_EQ(given, nullptr);
    EXPECT_EQ(error->GetDescription(&given), S_OK);
    EXPECT_EQ(taken(given), u"old");
    EXPECT_EQ(code_in_slot(), first_failure) << "none of this speaks of it";
}

TEST_F(OutOfMemoryRuntime, AnAgileReferenceIsNotGivenAndHoldsNothing) {
    plain_object object;
    auto* reference = reinterpret_cast<IAgileReference*>(this);
    EXPECT_EQ(without_memory([&] {
                  return RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IUnknown, &object,
                                             &reference);
              }),
              E_OUTOFMEMORY);
    EXPECT_EQ(reference, nullptr);
    EXPECT_EQ(object.references(), 1u);
}

TEST_F(OutOfMemoryRuntime, AMarshalerIsNotGiven) {
    auto* marshaler = reinterpret_cast<IUnknown*>(this);
    EXPECT_EQ(without_memory([&] { return CoCreateFreeThreadedMarshaler(nullptr, &marshaler); }),
              E_OUTOFMEMORY);
    EXPECT_EQ(marshaler, nullptr);
}

TEST_F(OutOfMemoryRuntime, ApartmentsNeedNoneOnceTheThreadIsKnown) {
    const failing_memory failing(0);
    EXPECT_EQ(RoInitialize(RO_INIT_MULTITHREADED), S_OK);
    RoUninitialize();
    CO_MTA_USAGE_COOKIE cookie = nullptr;
    EXPECT_EQ(CoIncrementMTAUsage(&cookie), S_OK);
    EXPECT_EQ(CoDecrementMTAUsage(cookie), S_OK);
    EXPECT_FALSE(failing.has_failed());
}

HRESULT ASYNCOM_CALL give_nothing(HSTRING, IActivationFactory** factory) {
    *factory = nullptr;
    return CLASS_E_CLASSNOTAVAILABLE;
}

TEST_F(OutOfMemoryRuntime, NoClassIsRegisteredUnlessAllAre) {
    HSTRING_HEADER headers[2];
    HSTRING names[2];
    WindowsCreateStringReference(u"Memory.First", 12, &headers[0], &names[0]);
    WindowsCreateStringReference(u"Memory.Second", 13, &headers[1], &names[1]);
    PFNGETACTIVATIONFACTORY callbacks[] = {&give_nothing, &give_nothing};
    const auto call = [&](RO_REGISTRATION_COOKIE* cookie) {
        return RoRegisterActivationFactories(names, callbacks, 2, cookie);
    };
    RO_REGISTRATION_COOKIE cookie = nullptr;
    ASSERT_EQ(call(&cookie), S_OK); // what is made once in a process is there
    RoRevokeActivationFactories(cookie);
    int refused = 0;
    const int failures =
        with_each_allocation_failing([] {},
                                     [&] {
                                         const HRESULT result = call(&cookie);
                                         if (result == S_OK)
                                             return RoRevokeActivationFactories(cookie);
                                         EXPECT_EQ(result, E_OUTOFMEMORY);
                                         EXPECT_EQ(cookie, nullptr);
                                         EXPECT_EQ(code_in_slot(), E_OUTOFMEMORY);
                                         ++refused;
                                     });
    EXPECT_EQ(failures, 3) << "the block and the names";
    EXPECT_EQ(refused, failures);
}

TEST_F(OutOfMemoryRuntime, ADirectoryIsNotAdded) {
    const std::size_t before = component_directories().size();
    EXPECT_EQ(without_memory([] { return add_component_directory("/no memory"); }), E_OUTOFMEMORY);
    EXPECT_EQ(code_in_slot(), E_OUTOFMEMORY);
    EXPECT_EQ(component_directories().size(), before);
}

TEST_F(OutOfMemoryRuntime, NamesOfFilesAndDirectoriesAreThrownForAtEveryAllocation) {
    add_component_directory("/a directory longer than a small buffer/to be copied");
    const std::function<std::vector<std::string>()> calls[] = {
        [] { return component_directories(); },
        [] { return component_files(u"A.Namespace.LongerThan.ASmall.Buffer"); },
        [] { return std::vector<std::string>(find_in_all_modules("getppid").size()); },
    };
    for (const auto& call : calls) {
        const std::vector<std::string> expected = call();
        int thrown = 0;
        const int failures =
            with_each_allocation_failing([] {},
                                         [&] {
                                             try {
                                                 EXPECT_EQ(call().size(), expected.size());
                                             } catch (const std::bad_alloc&) {
                                                 ++thrown;
                                             }
                                         });
        EXPECT_GE(failures, 3);
        EXPECT_EQ(thrown, failures);
    }
}

TEST_F(OutOfMemoryRuntime, WhichCopyServesIsDecidedLater) {
    int refused = 0;
    const int failures =
        with_each_allocation_failing([] { own_copy = copy_state::unused; },
                                     [&] {
                                         const HRESULT result = refuse_second_copy();
                                         if (result == S_OK) {
                                             EXPECT_EQ(own_copy, copy_state::first);
                                             return;
                                         }
                                         EXPECT_EQ(result, E_OUTOFMEMORY);
                                         EXPECT_EQ(code_in_slot(), E_OUTOFMEMORY);
                                         EXPECT_EQ(own_copy, copy_state::unused);
                                         ++refused;
                                     });
    EXPECT_GT(failures, 0);
    EXPECT_EQ(refused, failures);
}

} // namespace
} // namespace asyncom::core
