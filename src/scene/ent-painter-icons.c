/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of kinds: rendered by librsvg once a size in pixels, then blitted. One in a single colour is kept as a mask,
 * so theme, tint and emphasis cost nothing. */
#include "ent-painter-private.h"

#include <librsvg/rsvg.h>
#include <string.h>

#define MAX_PICTURES 256
/* Beyond that many pixels a side the picture is drawn enlarged. */
#define MAX_PIXELS 1024

typedef struct
{
  RsvgHandle *handle; /* nullable: it cannot be drawn */
  gboolean symbolic;
} EntIcon;

typedef struct
{
  const EntIcon *icon;
  int pixels;
} EntPictureKey;

static guint
picture_hash (gconstpointer key)
{
  const EntPictureKey *k = key;

  return g_direct_hash (k->icon) * 31 + (guint) k->pixels;
}

static gboolean
picture_equal (gconstpointer a, gconstpointer b)
{
  const EntPictureKey *ka = a, *kb = b;

  return ka->icon == kb->icon && ka->pixels == kb->pixels;
}

static void
icon_free (gpointer data)
{
  EntIcon *icon = data;

  g_clear_object (&icon->handle);
  g_free (icon);
}

static void
surface_free (gpointer data)
{
  cairo_surface_destroy (data);
}

void
ent_painter_init_icons (EntPainter *self)
{
  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, icon_free);
  self->photos = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_ref_string_release, icon_free);
  self->pictures = g_hash_table_new_full (picture_hash, picture_equal, g_free, surface_free);
}

void
ent_painter_clear_icons (EntPainter *self)
{
  /* The pictures are known by their icons' addresses, so they go first. */
  g_hash_table_remove_all (self->pictures);
  g_hash_table_remove_all (self->icons);
  g_hash_table_remove_all (self->photos);
}

static const EntIcon *
icon_of (EntPainter *self, EntMapIndex *index, const char *kind)
{
  EntIcon *icon = g_hash_table_lookup (self->icons, kind);
  g_autofree char *svg = NULL;

  if (icon != NULL)
    return icon;
  icon = g_new0 (EntIcon, 1);
  svg = ent_icon_svg (index, kind, &icon->symbolic);
  icon->handle = rsvg_handle_new_from_data ((const guint8 *) svg, strlen (svg), NULL);
  g_hash_table_insert (self->icons, g_strdup (kind), icon);
  return icon;
}

static cairo_surface_t *
picture_of (EntPainter *self, const EntIcon *icon, int pixels)
{
  EntPictureKey key = { icon, pixels };
  cairo_surface_t *surface = g_hash_table_lookup (self->pictures, &key);
  RsvgRectangle whole = { 0, 0, pixels, pixels };
  cairo_t *cr;

  if (surface != NULL)
    return surface;
  if (g_hash_table_size (self->pictures) >= MAX_PICTURES)
    g_hash_table_remove_all (self->pictures);
  surface = cairo_image_surface_create (icon->symbolic ? CAIRO_FORMAT_A8 : CAIRO_FORMAT_ARGB32, pixels, pixels);
  cr = cairo_create (surface);
  rsvg_handle_render_document (icon->handle, cr, &whole, NULL);
  cairo_destroy (cr);
  g_hash_table_insert (self->pictures, g_memdup2 (&key, sizeof key), surface);
  return surface;
}

static void
paint_svg (const EntPaint *paint, const EntIcon *icon, EntRect box, EntColour colour, gboolean faded)
{
  int pixels = CLAMP ((int) round (box.width * paint->scale), 1, MAX_PIXELS);
  double x = box.x, y = box.y, device_x, device_y;
  cairo_surface_t *picture;
  cairo_t *cr = paint->cr;

  picture = picture_of (paint->painter, icon, pixels);
  cairo_save (cr);
  /* On whole pixels of the target, else it would be drawn blurred. */
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &device_x, &device_y);
  cairo_user_to_device (cr, &x, &y);
  x = round (x * device_x) / device_x;
  y = round (y * device_y) / device_y;
  cairo_device_to_user (cr, &x, &y);
  cairo_translate (cr, x, y);
  cairo_scale (cr, box.width / pixels, box.width / pixels);
  if (icon->symbolic)
    {
      ent_paint_set_colour (paint, colour);
      cairo_mask_surface (cr, picture, 0, 0);
    }
  else
    {
      cairo_set_source_surface (cr, picture, 0, 0);
      cairo_paint_with_alpha (cr, faded ? 0.4 : 1);
    }
  cairo_restore (cr);
}

void
ent_paint_icon (
    const EntPaint *paint, EntMapIndex *index, const char *kind, EntRect box, EntColour colour, gboolean faded)
{
  const EntIcon *icon = icon_of (paint->painter, index, kind);

  if (icon->handle != NULL)
    paint_svg (paint, icon, box, colour, faded);
}

/* By the string itself: it is kept, so its address stays its own. */
static const EntIcon *
photo_of (EntPainter *self, char *image)
{
  EntIcon *icon = g_hash_table_lookup (self->photos, image);
  g_autofree char *svg = NULL;

  if (icon != NULL)
    return icon;
  if (g_hash_table_size (self->photos) >= MAX_PICTURES)
    {
      g_hash_table_remove_all (self->pictures);
      g_hash_table_remove_all (self->photos);
    }
  icon = g_new0 (EntIcon, 1);
  svg = ent_picture_svg (image);
  if (svg != NULL)
    icon->handle = rsvg_handle_new_from_data ((const guint8 *) svg, strlen (svg), NULL);
  g_hash_table_insert (self->photos, g_ref_string_acquire (image), icon);
  return icon;
}

gboolean
ent_paint_picture (const EntPaint *paint, const EntActor *actor, EntRect box, gboolean faded)
{
  const EntIcon *icon = actor->image[0] != '\0' ? photo_of (paint->painter, actor->image) : NULL;

  if (icon == NULL || icon->handle == NULL)
    return FALSE;
  paint_svg (paint, icon, box, (EntColour){ 0, 0, 0 }, faded);
  return TRUE;
}
