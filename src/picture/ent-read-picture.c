/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only program that decodes a foreign picture: PNG, JPEG, WebP or SVG on its standard input, a plain PNG on its standard output. It
 * is started with limits for memory and time (see ent-child.h), and may crash.
 *
 * entente-read-picture SIDE [square]: at most SIDE pixels a side, the middle of it as a square where that is asked for.
 * Exit status 1: no picture of these types; 2: larger than is taken. */
#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>
#include <unistd.h>
#include <webp/decode.h>

#define MOST_BYTES (24 * 1024 * 1024)
#define MOST_SVG_BYTES (1024 * 1024)
/* Of width times height. */
#define MOST_PIXELS (60.0 * 1000 * 1000)
#define MOST_SIDE 1024

enum
{
  EXIT_NO_PICTURE = 1,
  EXIT_TOO_LARGE = 2
};

G_NORETURN static void
end (int status)
{
  _exit (status);
}

static GByteArray *
read_all (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 part[65536];
  gssize n;

  while ((n = read (STDIN_FILENO, part, sizeof part)) > 0)
    {
      if (bytes->len + (gsize) n > MOST_BYTES)
        end (EXIT_TOO_LARGE);
      g_byte_array_append (bytes, part, (guint) n);
    }
  return bytes;
}

static void
refuse_size (double width, double height)
{
  if (width < 1 || height < 1)
    end (EXIT_NO_PICTURE);
  if (width * height > MOST_PIXELS)
    end (EXIT_TOO_LARGE);
}

/* How much of its size remains so that the shorter side (of a square), or the longer one, is @side. At most 1. */
static double
shrink (double width, double height, int side, gboolean square)
{
  return MIN (1, side / (square ? MIN (width, height) : MAX (width, height)));
}

typedef struct
{
  int side;
  gboolean square;
} Wanted;

/* Lets the loader scale while it decodes. */
static void
size_known (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const Wanted *wanted = data;
  double scale;

  refuse_size (width, height);
  scale = shrink (width, height, wanted->side, wanted->square);
  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) lround (width * scale)), MAX (1, (int) lround (height * scale)));
}

static GdkPixbuf *
read_raster (const GByteArray *bytes, const char *type, const Wanted *wanted)
{
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  GdkPixbuf *picture;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_known), (gpointer) wanted);
  /* A picture that ends too early is shown as far as it goes. */
  if (!gdk_pixbuf_loader_write (loader, bytes->data, bytes->len, NULL))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  gdk_pixbuf_loader_close (loader, NULL);
  picture = gdk_pixbuf_loader_get_pixbuf (loader);
  return picture != NULL ? gdk_pixbuf_apply_embedded_orientation (picture) : NULL;
}

static void
free_pixels (guchar *pixels, gpointer data)
{
  WebPFree (pixels);
}

static GdkPixbuf *
read_webp (const GByteArray *bytes)
{
  int width, height;
  guint8 *pixels;

  if (!WebPGetInfo (bytes->data, bytes->len, &width, &height))
    return NULL;
  refuse_size (width, height);
  pixels = WebPDecodeRGBA (bytes->data, bytes->len, &width, &height);
  return pixels != NULL ? gdk_pixbuf_new_from_data (pixels, GDK_COLORSPACE_RGB, TRUE, 8, width, height, width * 4, free_pixels, NULL)
                        : NULL;
}

static GdkPixbuf *
read_svg (const GByteArray *bytes, const Wanted *wanted)
{
  RsvgHandle *handle;
  double width = 0, height = 0, scale;
  RsvgRectangle box = { 0 };
  cairo_surface_t *surface;
  cairo_t *cr;
  GdkPixbuf *picture;

  if (bytes->len > MOST_SVG_BYTES)
    end (EXIT_TOO_LARGE);
  /* Entities are of no use in a picture, and make a small file a large one. */
  if (g_strstr_len ((const char *) bytes->data, bytes->len, "<!DOCTYPE") != NULL)
    return NULL;
  handle = rsvg_handle_new_from_data (bytes->data, bytes->len, NULL);
  if (handle == NULL)
    return NULL;
  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &width, &height))
    {
      gboolean has_width, has_height, has_box;
      RsvgLength w, h;

      rsvg_handle_get_intrinsic_dimensions (handle, &has_width, &w, &has_height, &h, &has_box, &box);
      width = has_box ? box.width : wanted->side;
      height = has_box ? box.height : wanted->side;
    }
  if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6))
    return NULL;
  /* It has no pixels of its own: up or down to the size wanted. */
  scale = wanted->side / (wanted->square ? MIN (width, height) : MAX (width, height));
  refuse_size (width * scale, height * scale);
  box = (RsvgRectangle){ 0, 0, MAX (1, round (width * scale)), MAX (1, round (height * scale)) };
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) box.width, (int) box.height);
  cr = cairo_create (surface);
  if (!rsvg_handle_render_document (handle, cr, &box, NULL))
    end (EXIT_NO_PICTURE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  {
    int stride = cairo_image_surface_get_stride (surface);
    const guchar *data = cairo_image_surface_get_data (surface);

    picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, (int) box.width, (int) box.height);
    for (int y = 0; y < (int) box.height; y++)
      for (int x = 0; x < (int) box.width; x++)
        {
          guint32 pixel = ((const guint32 *) (const void *) (data + (gsize) y * (gsize) stride))[x], alpha = pixel >> 24;
          guchar *to = gdk_pixbuf_get_pixels (picture) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (picture) + 4 * x;

          for (int k = 0; k < 3; k++)
            to[k] = alpha > 0 ? (guchar) MIN (255, (pixel >> (16 - 8 * k) & 0xff) * 255 / alpha) : 0;
          to[3] = (guchar) alpha;
        }
  }
  return picture;
}

static GdkPixbuf *
read_any (const GByteArray *bytes, const Wanted *wanted)
{
  const guint8 *d = bytes->data;

  if (bytes->len > 8 && memcmp (d, "\x89PNG\r\n\x1a\n", 8) == 0)
    return read_raster (bytes, "png", wanted);
  if (bytes->len > 3 && memcmp (d, "\xff\xd8\xff", 3) == 0)
    return read_raster (bytes, "jpeg", wanted);
  if (bytes->len > 12 && memcmp (d, "RIFF", 4) == 0 && memcmp (d + 8, "WEBP", 4) == 0)
    return read_webp (bytes);
  if (bytes->len > 0 && g_strstr_len ((const char *) d, bytes->len, "<svg") != NULL)
    return read_svg (bytes, wanted);
  return NULL;
}

/* The middle of @picture, @side a side or less. */
static GdkPixbuf *
fit (GdkPixbuf *picture, const Wanted *wanted)
{
  int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  double scale = shrink (width, height, wanted->side, wanted->square);
  GdkPixbuf *part = picture;

  if (wanted->square)
    {
      int side = MIN (width, height);

      part = gdk_pixbuf_new_subpixbuf (picture, (width - side) / 2, (height - side) / 2, side, side);
      width = height = side;
    }
  return gdk_pixbuf_scale_simple (part, MAX (1, (int) lround (width * scale)), MAX (1, (int) lround (height * scale)),
                                  GDK_INTERP_BILINEAR);
}

int
main (int argc, char **argv)
{
  Wanted wanted = { argc > 1 ? CLAMP (atoi (argv[1]), 1, MOST_SIDE) : 256, argc > 2 && strcmp (argv[2], "square") == 0 };
  GByteArray *bytes = read_all ();
  GdkPixbuf *picture = read_any (bytes, &wanted);
  char *out = NULL;
  gsize size = 0, done = 0;

  picture = picture != NULL ? fit (picture, &wanted) : NULL;
  if (picture == NULL || !gdk_pixbuf_save_to_buffer (picture, &out, &size, "png", NULL, NULL))
    end (EXIT_NO_PICTURE);
  while (done < size)
    {
      gssize n = write (STDOUT_FILENO, out + done, size - done);

      if (n <= 0)
        end (EXIT_NO_PICTURE);
      done += (gsize) n;
    }
  end (0);
}
