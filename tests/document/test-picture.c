/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that can be read become small square PNGs; pictures made to break their reader break the helper alone. */
#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ent-document-error.h"
#include "ent-picture-file.h"

static char *
read_text (const char *text, gssize size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size >= 0 ? (gsize) size : strlen (text));

  return ent_picture_read (bytes, "photo", 64, NULL, error);
}

/* The width of the PNG in @url; its height is the same. */
static guint
side_of (const char *url)
{
  gsize size;
  g_autofree guchar *png = NULL;

  g_assert_true (g_str_has_prefix (url, "data:image/png;base64,"));
  png = g_base64_decode (strchr (url, ',') + 1, &size);
  g_assert_cmpuint (size, >, 33);
  g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpmem (png + 16, 4, png + 20, 4);
  return (guint) png[18] << 8 | png[19];
}

static void
assert_side (const char *bytes, gssize size, guint side)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = read_text (bytes, size, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (side_of (url), ==, side);
}

static void
assert_refused (const char *bytes, gssize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = read_text (bytes, size, &error);

  g_assert_null (url);
  g_assert_error (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "photo"));
}

static cairo_status_t
add (void *closure, const unsigned char *data, unsigned int n)
{
  g_byte_array_append (closure, data, n);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *
png_new (int width, int height)
{
  GByteArray *png = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  cairo_surface_write_to_png_stream (surface, add, png);
  cairo_surface_destroy (surface);
  return png;
}

static void
test_types (void)
{
  static const guint8 webp[] = { 'R', 'I', 'F', 'F', 26, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', 'L', 13,
                                 0,   0,   0,   0x2f, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07, 0 };
  g_autoptr (GByteArray) wide = png_new (300, 100), small = png_new (7, 9);

  assert_side ((const char *) wide->data, wide->len, 64);
  assert_side ((const char *) small->data, small->len, 7);
  assert_side ((const char *) webp, sizeof webp, 1);
  assert_side ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 2'><rect width='4' height='2'/></svg>", -1, 64);
  assert_side ("<svg xmlns='http://www.w3.org/2000/svg'><rect width='4' height='2'/></svg>", -1, 64);
}

static void
test_refused (void)
{
  g_autoptr (GByteArray) png = png_new (30, 10);

  assert_refused ("", -1);
  assert_refused ("words", -1);
  assert_refused ("GIF89a", -1);
  assert_refused ((const char *) png->data, 20);
  assert_refused ("\xff\xd8\xff\xe0garbage", -1);
  assert_refused ("RIFF\x10\0\0\0WEBPVP8 garbage", 23);
  /* 100,000 by 100,000 pixels in a header. */
  memcpy (png->data + 16, "\0\x01\x86\xa0\0\x01\x86\xa0", 8);
  assert_refused ((const char *) png->data, png->len);
  assert_refused ("<svg xmlns='http://www.w3.org/2000/svg' width='9e9' height='1'/>", -1);
  assert_refused ("<!DOCTYPE svg [<!ENTITY a 'aa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", -1);
}

/* Each of these ends or holds up a process that draws it (platform: librsvg 2.54). */
static void
test_hostile (void)
{
  g_autoptr (GString) filter = g_string_new ("<svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'><filter id='f'>"
                                             "<feTurbulence numOctaves='1000000' baseFrequency='.1'/></filter>"
                                             "<rect width='400' height='400' filter='url(#f)'/></svg>");
  g_autoptr (GString) path = g_string_new ("<svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'><path stroke='red' d='M0 0");
  gint64 start = g_get_monotonic_time ();
  g_autofree char *a = read_text (filter->str, -1, NULL);
  g_autofree char *b = NULL;

  for (guint i = 0; path->len < 1000000; i++)
    g_string_append_printf (path, "L%u %u", i % 400, i * 7 % 400);
  g_string_append (path, "'/></svg>");
  b = read_text (path->str, -1, NULL);
  /* Whatever newer libraries make of them, it comes to an end. */
  g_assert_cmpfloat ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, <, 60);
  g_assert_true (a == NULL || side_of (a) == 64);
  g_assert_true (b == NULL || side_of (b) == 64);
}

typedef struct
{
  GMainLoop *loop;
  char *url;
  GError *error;
} Wait;

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->url = ent_picture_file_read_finish (result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
test_file (void)
{
  g_autoptr (GByteArray) png = png_new (500, 300);
  g_autofree char *folder = g_dir_make_tmp ("entente-picture-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL, NULL };

  g_assert_true (g_file_set_contents (path, (const char *) png->data, png->len, NULL));
  ent_picture_file_read_async (file, 128, NULL, on_read, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (side_of (wait.url), ==, 128);
  g_clear_pointer (&wait.url, g_free);
  g_file_delete (file, NULL, NULL);
  ent_picture_file_read_async (file, 128, NULL, on_read, &wait);
  g_main_loop_run (wait.loop);
  g_assert_error (wait.error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_NOT_FOUND);
  g_clear_error (&wait.error);
  g_main_loop_unref (wait.loop);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/types", test_types);
  g_test_add_func ("/picture/refused", test_refused);
  g_test_add_func ("/picture/hostile", test_hostile);
  g_test_add_func ("/picture/file", test_file);
  return g_test_run ();
}
