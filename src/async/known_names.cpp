// SPDX-License-Identifier: MIT
// Windows' foundation, its collections and its streams: what other types are made of.
#include "async/known_names.h"

namespace asyncom::core {

namespace {

struct known_name {
    std::string_view guid;
    std::string_view name;
};

constexpr known_name known_names[] = {
    {"{5a648006-843a-4da9-865b-9d26e5dfad7b}", "Windows.Foundation.IAsyncAction"},
    {"{a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7}", "Windows.Foundation.AsyncActionCompletedHandler"},
    {"{1f6db258-e803-48a1-9546-eb7353398884}", "Windows.Foundation.IAsyncActionWithProgress`1"},
    {"{6d844858-0cff-4590-ae89-95a5a5c8b4b8}", "Windows.Foundation.AsyncActionProgressHandler`1"},
    {"{9c029f91-cc84-44fd-ac26-0a6c4e555281}",
     "Windows.Foundation.AsyncActionWithProgressCompletedHandler`1"},
    {"{9fc2b0bb-e446-44e2-aa61-9cab8f636af2}", "Windows.Foundation.IAsyncOperation`1"},
    {"{fcdcf02c-e5d8-4478-915a-4d90b74b83a5}",
     "Windows.Foundation.AsyncOperationCompletedHandler`1"},
    {"{b5d036d7-e297-498f-ba60-0289e76e23dd}", "Windows.Foundation.IAsyncOperationWithProgress`2"},
    {"{55690902-0aab-421a-8778-f8ce5026d758}",
     "Windows.Foundation.AsyncOperationProgressHandler`2"},
    {"{e85df41d-6aa7-46e3-a8e2-f009d840c627}",
     "Windows.Foundation.AsyncOperationWithProgressCompletedHandler`2"},
    {"{00000036-0000-0000-c000-000000000046}", "Windows.Foundation.IAsyncInfo"},
    {"{30d5a829-7fa4-4026-83bb-d75bae4ea99e}", "Windows.Foundation.IClosable"},
    {"{96369f54-8eb6-48f0-abce-c1b211e627c3}", "Windows.Foundation.IStringable"},
    {"{4bd682dd-7554-40e9-9a9b-82654ede7e62}", "Windows.Foundation.IPropertyValue"},
    {"{61c17706-2d65-11e0-9ae8-d48564015472}", "Windows.Foundation.IReference`1"},
    {"{61c17707-2d65-11e0-9ae8-d48564015472}", "Windows.Foundation.IReferenceArray`1"},
    {"{9de1c535-6ae1-11e0-84e1-18a905bcc53f}", "Windows.Foundation.EventHandler`1"},
    {"{9de1c534-6ae1-11e0-84e1-18a905bcc53f}", "Windows.Foundation.TypedEventHandler`2"},
    {"{faa585ea-6214-4217-afda-7f46de5869b3}", "Windows.Foundation.Collections.IIterable`1"},
    {"{6a79e863-4300-459a-9966-cbb660963ee1}", "Windows.Foundation.Collections.IIterator`1"},
    {"{913337e9-11a1-4345-a3a2-4e7f956e222d}", "Windows.Foundation.Collections.IVector`1"},
    {"{bbe1fa4c-b0e3-4583-baef-1f1b2e483e56}", "Windows.Foundation.Collections.IVectorView`1"},
    {"{5917eb53-50b4-4a0d-b309-65862b3f1dbc}",
     "Windows.Foundation.Collections.IObservableVector`1"},
    {"{0c051752-9fbf-4c70-aa0c-0e4c82d9a761}",
     "Windows.Foundation.Collections.VectorChangedEventHandler`1"},
    {"{3c2925fe-8519-45c1-aa79-197b6718c1c1}", "Windows.Foundation.Collections.IMap`2"},
    {"{e480ce40-a338-4ada-adcf-272272e48cb9}", "Windows.Foundation.Collections.IMapView`2"},
    {"{65df2bf5-bf39-41b5-aebc-5a9d865e472b}", "Windows.Foundation.Collections.IObservableMap`2"},
    {"{02b51929-c1c4-4a7e-8940-0312b5c18500}", "Windows.Foundation.Collections.IKeyValuePair`2"},
    {"{905a0fe0-bc53-11df-8c49-001e4fc686da}", "Windows.Storage.Streams.IBuffer"},
    {"{905a0fe1-bc53-11df-8c49-001e4fc686da}", "Windows.Storage.Streams.IRandomAccessStream"},
    {"{905a0fe2-bc53-11df-8c49-001e4fc686da}", "Windows.Storage.Streams.IInputStream"},
    {"{905a0fe6-bc53-11df-8c49-001e4fc686da}", "Windows.Storage.Streams.IOutputStream"},
    {"{33ee3134-1dd6-4e3a-8067-d1c162e8642b}",
     "Windows.Storage.Streams.IRandomAccessStreamReference"},
    {"{cc254827-4b3d-438f-9232-10c76bc7e038}",
     "Windows.Storage.Streams.IRandomAccessStreamWithContentType"},
    {"{fa3f6186-4214-428c-a64c-14c9ac7315ea}", "Windows.Storage.IStorageFile"},
};

} // namespace

std::string_view known_type_name(std::string_view guid) noexcept {
    for (const known_name& known : known_names) {
        if (known.guid == guid) return known.name;
    }
    return {};
}

} // namespace asyncom::core
