// SPDX-License-Identifier: MIT
// An instance of a parameterised type is identified by a hash of its signature. The handlers of an
// operation take the same arguments as the operation, so their signatures differ in the GUID only.
#include "async/type_iid.h"

#include "com/error_info.h"
#include "com/name_based_guid.h"

#include <asyncom/asyncom.h>

#include <new>

namespace asyncom::core {

constinit const family_description families[4] = {
    {"IAsyncAction", "{5a648006-843a-4da9-865b-9d26e5dfad7b}",
     "{a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7}", "", 0},
    {"IAsyncActionWithProgress", "{1f6db258-e803-48a1-9546-eb7353398884}",
     "{9c029f91-cc84-44fd-ac26-0a6c4e555281}", "{6d844858-0cff-4590-ae89-95a5a5c8b4b8}", 1},
    {"IAsyncOperation", "{9fc2b0bb-e446-44e2-aa61-9cab8f636af2}",
     "{fcdcf02c-e5d8-4478-915a-4d90b74b83a5}", "", 1},
    {"IAsyncOperationWithProgress", "{b5d036d7-e297-498f-ba60-0289e76e23dd}",
     "{e85df41d-6aa7-46e3-a8e2-f009d840c627}", "{55690902-0aab-421a-8778-f8ce5026d758}", 2},
};

namespace {

GUID parse_known(std::string_view guid_text) noexcept {
    GUID guid{};
    parse_guid(guid_text, hex_digits::lower_case, guid);
    return guid;
}

// As if the parameterised type's own GUID were replaced by another.
GUID instance_iid(const signature_tree& tree, const signature_node& instance,
                  std::string_view parameterized_guid) noexcept {
    const std::string_view text = tree.text;
    name_based_guid_hash hash;
    hash.update(text.substr(instance.begin, instance.word_begin - instance.begin));
    hash.update(parameterized_guid);
    hash.update(text.substr(instance.word_end, instance.end - instance.word_end));
    return hash.finish();
}

HRESULT get_type_iid_checked(std::string_view text, GUID* iid) {
    signature_tree tree;
    const signature_fault fault = parse_signature(text, tree);
    if (fault.expected != nullptr) return refuse_signature(text, fault);
    if (!type_iid(tree, 0, *iid)) {
        return originate(E_INVALIDARG,
                         "A type of this kind has no IID: only interfaces, delegates, "
                         "runtime classes and parameterised types have one.");
    }
    return S_OK;
}

} // namespace

bool type_iid(const signature_tree& tree, std::uint32_t node, GUID& iid) noexcept {
    const signature_node& type = tree.nodes[node];
    switch (type.kind) {
    case signature_kind::interface_id:
    case signature_kind::delegate_id:
        iid = tree.guid_of(type);
        return true;
    case signature_kind::parameterized:
        iid = instance_iid(tree, type, tree.word_of(type));
        return true;
    case signature_kind::runtime_class: {
        const bool inspectable = tree.nodes[node + 1].kind == signature_kind::object;
        if (inspectable) iid = IID_IInspectable;
        return inspectable || type_iid(tree, node + 1, iid);
    }
    default:
        return false;
    }
}

int family_of(const signature_tree& tree) noexcept {
    const signature_node& type = tree.nodes.front();
    for (int family = 0; family < 4; ++family) {
        const auto kind = family == ASYNCOM_FAMILY_ACTION ? signature_kind::interface_id
                                                          : signature_kind::parameterized;
        if (type.kind == kind && tree.word_of(type) == families[family].operation) return family;
    }
    return -1;
}

void family_iids(const signature_tree& tree, int family, GUID (&iids)[3]) noexcept {
    const family_description& description = families[family];
    const signature_node& type = tree.nodes.front();
    iids[ASYNCOM_IID_PROGRESS_HANDLER] = GUID{};
    if (family == ASYNCOM_FAMILY_ACTION) {
        iids[ASYNCOM_IID_OPERATION] = parse_known(description.operation);
        iids[ASYNCOM_IID_COMPLETED_HANDLER] = parse_known(description.completed_handler);
        return;
    }
    iids[ASYNCOM_IID_OPERATION] = instance_iid(tree, type, description.operation);
    iids[ASYNCOM_IID_COMPLETED_HANDLER] = instance_iid(tree, type, description.completed_handler);
    if (description.progress_handler.empty()) return;
    iids[ASYNCOM_IID_PROGRESS_HANDLER] = instance_iid(tree, type, description.progress_handler);
}

HRESULT get_type_iid(const char* signature, GUID* iid) noexcept {
    if (iid != nullptr) *iid = GUID{};
    if (signature == nullptr) return originate(E_POINTER, "signature is NULL.");
    if (iid == nullptr) return originate(E_POINTER, "iid is NULL.");
    try {
        return get_type_iid_checked(bounded_text(signature), iid);
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, "There is no memory to read the type signature.");
    }
}

} // namespace asyncom::core
