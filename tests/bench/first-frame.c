/* SPDX-License-Identifier: GPL-3.0-or-later */
/* first-frame PROGRAM ARGS...: starts a program on the display in use and prints the milliseconds until its picture stands: the last
 * moment at which more than 0.5 % of the screen changed, with 700 ms of rest behind it. It asks the program for nothing, so any program
 * can be measured. Looks at the whole screen every few milliseconds. */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define REST_US (700 * 1000)
#define LIMIT_US (20 * 1000 * 1000)

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  XImage *old, *now;
  int width, height;
  gint64 start, last = 0;
  pid_t child;

  if (display == NULL || argc < 2)
    return 2;
  width = DisplayWidth (display, 0);
  height = DisplayHeight (display, 0);
  old = XGetImage (display, DefaultRootWindow (display), 0, 0, (unsigned) width, (unsigned) height, AllPlanes, ZPixmap);
  start = g_get_monotonic_time ();
  child = fork ();
  if (child == 0)
    {
      setsid ();
      execvp (argv[1], argv + 1);
      _exit (127);
    }
  for (gint64 t = start; t - start < LIMIT_US && (last == 0 || t - last < REST_US); t = g_get_monotonic_time ())
    {
      const guint32 *a, *b;
      gsize changed = 0, n = (gsize) width * (gsize) height;

      now = XGetImage (display, DefaultRootWindow (display), 0, 0, (unsigned) width, (unsigned) height, AllPlanes, ZPixmap);
      a = (const guint32 *) (gconstpointer) old->data;
      b = (const guint32 *) (gconstpointer) now->data;
      for (gsize i = 0; i < n; i++)
        changed += a[i] != b[i];
      if (changed * 200 > n)
        last = g_get_monotonic_time ();
      XDestroyImage (old);
      old = now;
      g_usleep (3000);
    }
  kill (-child, SIGTERM);
  waitpid (child, NULL, 0);
  XDestroyImage (old);
  XCloseDisplay (display);
  if (last == 0)
    return 1;
  g_print ("%.1f\n", (double) (last - start) / 1000.0);
  return 0;
}
