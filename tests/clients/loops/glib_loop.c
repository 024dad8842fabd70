/* SPDX-License-Identifier: MIT
 *
 * A queue in GLib's main loop. */
#include "served.h"

#include <glib-unix.h>

static GMainLoop* loop;

static gboolean on_readable(gint descriptor, GIOCondition condition, gpointer data) {
    (void)descriptor;
    (void)condition;
    if (serve((served*)data) != 0) return G_SOURCE_CONTINUE;
    g_main_loop_quit(loop);
    return G_SOURCE_REMOVE;
}

int main(void) {
    served all;
    loop = g_main_loop_new(NULL, FALSE);
    if (begin(&all)) return 1;
    g_unix_fd_add((gint)all.handle, G_IO_IN, on_readable, &all);
    g_main_loop_run(loop);
    g_main_loop_unref(loop);
    return finish(&all, "GLib");
}
