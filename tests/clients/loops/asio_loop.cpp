// SPDX-License-Identifier: MIT
//
// A queue in an Asio context.
#include "served.h"

#include <utility> // Boost 1.74 uses it and does not include it

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace {

namespace asio = boost::asio;

void wait_for_more(asio::posix::stream_descriptor& descriptor, served& all) {
    descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                          [&](const boost::system::error_code& failure) {
                              if (!failure && serve(&all) != 0) wait_for_more(descriptor, all);
                          });
}

} // namespace

int main() {
    served all;
    if (begin(&all)) return 1;
    asio::io_context context;
    asio::posix::stream_descriptor descriptor(context, static_cast<int>(all.handle));
    wait_for_more(descriptor, all);
    context.run();
    descriptor.release(); // the handle is closed by the library's function
    return finish(&all, "Asio");
}
