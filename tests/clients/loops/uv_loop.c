/* SPDX-License-Identifier: MIT
 *
 * A queue in a libuv loop. */
#include "served.h"

#include <uv.h>

static void on_readable(uv_poll_t* watcher, int status, int events) {
    (void)events;
    if (status < 0 || serve((served*)watcher->data) == 0) uv_close((uv_handle_t*)watcher, NULL);
}

int main(void) {
    served all;
    uv_poll_t watcher;
    if (begin(&all)) return 1;
    if (uv_poll_init(uv_default_loop(), &watcher, (int)all.handle)) return 1;
    watcher.data = &all;
    uv_poll_start(&watcher, UV_READABLE, on_readable);
    uv_run(uv_default_loop(), UV_RUN_DEFAULT);
    uv_loop_close(uv_default_loop());
    return finish(&all, "libuv");
}
