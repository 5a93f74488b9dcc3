/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the picture of an actor's kind comes from. Pictures in a map are somebody else's bytes: only the three picture
 * types of the format that librsvg draws on every platform are taken, of a sane size, and nothing is ever fetched. */
#include "ent-painter.h"

#include <librsvg/rsvg.h>
#include <string.h>

#include "ent-icon-gate.h"
#include "ent-icons.h"
#include "ent-scene-fold.h"

/* A picture of more pixels a side is none. */
#define MAX_SIDE 4096

static char *
built_in (const char *kind)
{
  g_autofree char *path = g_strdup_printf ("/org/entente/Entente/icons/kinds/%s.svg", kind);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  bytes = g_resource_lookup_data (ent_icons_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

/* The bytes of a base64 data URL of @type, else NULL. (transfer full) */
static guchar *
decode (const char *url, const char *type, gsize *size)
{
  g_autofree char *start = g_strdup_printf ("data:%s;base64,", type);

  if (!g_str_has_prefix (url, start))
    return NULL;
  return g_base64_decode (url + strlen (start), size);
}

static guint
big_endian (const guchar *bytes)
{
  return (guint) bytes[0] << 24 | (guint) bytes[1] << 16 | (guint) bytes[2] << 8 | bytes[3];
}

/* The width and height in the header of a PNG (ISO/IEC 15948, 11.2.2) are sane. */
static gboolean
is_sane_png (const guchar *bytes, gsize size)
{
  return size > 33 && memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0 && big_endian (bytes + 16) - 1 < MAX_SIDE
         && big_endian (bytes + 20) - 1 < MAX_SIDE;
}

/* The same for JPEG: the first start-of-frame segment (ITU-T T.81, B.2.2) gives height and width. */
static gboolean
is_sane_jpeg (const guchar *bytes, gsize size)
{
  gsize at = 2;

  if (size < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
    return FALSE;
  while (at + 9 < size && bytes[at] == 0xff)
    {
      guint marker = bytes[at + 1];

      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          guint height = (guint) bytes[at + 5] << 8 | bytes[at + 6], width = (guint) bytes[at + 7] << 8 | bytes[at + 8];

          return height - 1 < MAX_SIDE && width - 1 < MAX_SIDE;
        }
      at += 2 + ((gsize) bytes[at + 2] << 8 | bytes[at + 3]);
    }
  return FALSE;
}

static gboolean
is_sane_svg (const guchar *bytes, gsize size)
{
  RsvgHandle *handle;

  if (!g_utf8_validate_len ((const char *) bytes, size, NULL) || !ent_icon_is_plain ((const char *) bytes, size))
    return FALSE;
  handle = rsvg_handle_new_from_data (bytes, size, NULL);
  if (handle == NULL)
    return FALSE;
  g_object_unref (handle);
  return TRUE;
}

/* The bytes of @url where it is a picture that may be drawn here, and its @type. (transfer full) (nullable) */
static guchar *
usable (const char *url, const char **type, gsize *size)
{
  static const struct
  {
    const char *type;
    gboolean (*is_sane) (const guchar *bytes, gsize size);
  } known[] = { { "image/svg+xml", is_sane_svg }, { "image/png", is_sane_png }, { "image/jpeg", is_sane_jpeg } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      guchar *bytes = decode (url, known[i].type, size);

      if (bytes == NULL)
        continue;
      *type = known[i].type;
      if (!known[i].is_sane (bytes, *size))
        g_clear_pointer (&bytes, g_free);
      return bytes;
    }
  return NULL;
}

/* @bytes as an SVG of 16 x 16, filled where @round by a round piece of them. (transfer full) */
static char *
wrap (const guchar *bytes, gsize size, const char *type, gboolean round)
{
  /* What follows the comma may be anything that base64 decoders skip, so it is encoded anew. */
  g_autofree char *encoded = g_base64_encode (bytes, size);

  return g_strdup_printf (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"16\" height=\"16\" "
      "viewBox=\"0 0 16 16\">%s<image width=\"16\" height=\"16\"%s xlink:href=\"data:%s;base64,%s\"/></svg>",
      round ? "<clipPath id=\"c\"><circle cx=\"8\" cy=\"8\" r=\"8\"/></clipPath>" : "",
      round ? " clip-path=\"url(#c)\" preserveAspectRatio=\"xMidYMid slice\"" : "", type, encoded);
}

/* @icon as SVG, or NULL when it is no usable picture. (transfer full) */
static char *
own_picture (const char *icon)
{
  gsize size;
  const char *type;
  g_autofree guchar *bytes = usable (icon, &type, &size);

  if (bytes == NULL)
    return NULL;
  return g_str_equal (type, "image/svg+xml") ? g_strndup ((const char *) bytes, size) : wrap (bytes, size, type, FALSE);
}

char *
ent_picture_svg (const char *image)
{
  gsize size;
  const char *type;
  g_autofree guchar *bytes = image[0] != '\0' ? usable (image, &type, &size) : NULL;

  return bytes != NULL ? wrap (bytes, size, type, TRUE) : NULL;
}

const char *const ent_bundled_icons[]
    = { "state", "person", "organization", "alliance", "agency", "force",  "place", "event",   "group",   "company", "money", "media", "party",
        "school", "factory", "ship",     "aircraft", "weapon", "document", "law", "idea", "product", "network", "other", NULL };

char *
ent_bundled_icon_url (const char *name)
{
  g_autofree char *svg = g_strv_contains (ent_bundled_icons, name) ? built_in (name) : NULL, *encoded = NULL;

  if (svg == NULL)
    return g_strdup ("");
  encoded = g_base64_encode ((const guchar *) svg, strlen (svg));
  return g_strconcat ("data:image/svg+xml;base64,", encoded, NULL);
}

/* A copy of one that comes with the program takes the kind's colour as that does. */
static gboolean
is_bundled (const char *svg)
{
  for (guint i = 0; ent_bundled_icons[i] != NULL; i++)
    {
      g_autofree char *source = built_in (ent_bundled_icons[i]);

      if (strcmp (source, svg) == 0)
        return TRUE;
    }
  return FALSE;
}

cairo_surface_t *
ent_svg_render (const char *svg, gboolean symbolic, int pixels, EntColour colour)
{
  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) svg, strlen (svg), NULL);
  RsvgRectangle whole = { 0, 0, pixels, pixels };
  cairo_surface_t *surface, *mask;
  cairo_t *cr;

  if (handle == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  mask = symbolic ? cairo_image_surface_create (CAIRO_FORMAT_A8, pixels, pixels) : cairo_surface_reference (surface);
  cr = cairo_create (mask);
  rsvg_handle_render_document (handle, cr, &whole, NULL);
  cairo_destroy (cr);
  if (symbolic)
    {
      cr = cairo_create (surface);
      cairo_set_source_rgb (cr, colour.r, colour.g, colour.b);
      cairo_mask_surface (cr, mask, 0, 0);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (mask);
  g_object_unref (handle);
  cairo_surface_flush (surface);
  return surface;
}

char *
ent_icon_svg (EntMapIndex *index, const char *kind, gboolean *symbolic)
{
  const EntKind *own = ent_map_index_kind (index, kind);
  char *svg = own != NULL ? own_picture (own->icon) : NULL;

  if (symbolic != NULL)
    *symbolic = svg == NULL || is_bundled (svg);
  if (svg == NULL && g_strv_contains (ent_actor_kinds, kind))
    svg = built_in (kind);
  else if (svg == NULL && ent_kind_is_folded (kind))
    svg = built_in ("group");
  return svg != NULL ? svg : built_in ("other");
}

const char *
ent_actor_colour (EntMapIndex *index, const EntActor *actor)
{
  const EntKind *own = ent_map_index_kind (index, actor->kind);

  if (actor->colour[0] != '\0' || own == NULL)
    return actor->colour;
  return own->colour;
}

EntRect
ent_icon_picture (EntRect icon)
{
  return ent_rect_grow (icon, -icon.width * 0.21);
}
