/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fonts inside an SVG: each character drawn has a glyph in one of them that is said to have it, and text stays text. */
#include <hb.h>
#include <string.h>

#include "ent-format.h"
#include "ent-svg.h"

#define NAMES "Müller", "Владимир", "习近平", "김정은", "السعودية", "भारत"

typedef struct
{
  hb_face_t *face;
  hb_set_t *range;
} Face;

static void
face_free (gpointer data)
{
  Face *face = data;

  hb_face_destroy (face->face);
  hb_set_destroy (face->range);
  g_free (face);
}

static EntScene *
make_scene (void)
{
  const char *names[] = { NAMES };
  g_autoptr (GString) json = g_string_new ("{\"format\":\"entente-map\",\"version\":1,\"title\":\"Zeichen\",\"actors\":[");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (GError) error = NULL;
  EntSceneOptions options = { .text_scale = 1, .open_all = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (json, "%s{\"id\":\"a%u\",\"name\":\"%s\",\"position\":{\"x\":%u,\"y\":0}}", i > 0 ? "," : "", i, names[i],
                            i * 300);
  g_string_append (json, "]}");
  bytes = g_bytes_new (json->str, json->len);
  map = ent_format_read (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  index = ent_map_index_new (map);
  return ent_scene_new (index, &options);
}

/* "U+20-24,U+41" */
static hb_set_t *
read_range (const char *text)
{
  hb_set_t *set = hb_set_create ();

  while (g_str_has_prefix (text, "U+"))
    {
      char *end;
      guint64 first = g_ascii_strtoull (text + 2, &end, 16), last = first;

      if (*end == '-')
        last = g_ascii_strtoull (end + 1, &end, 16);
      hb_set_add_range (set, (hb_codepoint_t) first, (hb_codepoint_t) last);
      text = *end == ',' ? end + 1 : end;
    }
  return set;
}

static GPtrArray *
read_faces (const char *svg)
{
  GPtrArray *faces = g_ptr_array_new_with_free_func (face_free);

  for (const char *at = strstr (svg, "@font-face{"); at != NULL; at = strstr (at + 1, "@font-face{"))
    {
      const char *range = strstr (at, "unicode-range:"), *data = strstr (at, "base64,");
      g_autofree char *encoded = NULL;
      guchar *font;
      gsize size;
      hb_blob_t *blob;
      Face *face = g_new0 (Face, 1);

      g_assert_true (range != NULL && data != NULL);
      data += strlen ("base64,");
      encoded = g_strndup (data, strcspn (data, ")"));
      font = g_base64_decode (encoded, &size);
      blob = hb_blob_create ((const char *) font, (unsigned int) size, HB_MEMORY_MODE_WRITABLE, font, g_free);
      face->face = hb_face_create (blob, 0);
      face->range = read_range (range + strlen ("unicode-range:"));
      hb_blob_destroy (blob);
      g_assert_cmpuint (hb_face_get_glyph_count (face->face), >, 1);
      g_assert_cmpuint (size, <, 60000); /* a part of a font, not all of it */
      g_ptr_array_add (faces, face);
    }
  return faces;
}

static gboolean
has_glyph (GPtrArray *faces, gunichar c)
{
  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = g_ptr_array_index (faces, i);
      hb_font_t *font = hb_font_create (face->face);
      hb_codepoint_t glyph;
      gboolean has = hb_set_has (face->range, c) && hb_font_get_nominal_glyph (font, c, &glyph) && glyph != 0;

      hb_font_destroy (font);
      if (has)
        return TRUE;
    }
  return FALSE;
}

static void
test_every_character_has_its_glyph (void)
{
  const char *names[] = { NAMES };
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  g_autoptr (EntScene) scene = make_scene ();
  g_autofree char *missing = ent_scene_missing_glyphs (scene);
  g_autoptr (GBytes) bytes = NULL, again = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autofree char *svg = NULL;

  options.embed_fonts = TRUE;
  bytes = ent_svg_write (scene, &options, NULL, NULL);
  again = ent_svg_write (scene, &options, NULL, NULL);
  g_assert_true (g_bytes_equal (bytes, again));
  svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  faces = read_faces (svg);
  g_assert_cmpuint (faces->len, >, 0);
  g_assert_nonnull (strstr (svg, "font-family:\"Entente Map\","));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_nonnull (strstr (svg, names[i]));
      for (const char *c = names[i]; *c != '\0'; c = g_utf8_next_char (c))
        if (missing == NULL || strstr (missing, names[i]) == NULL)
          g_assert_true (has_glyph (faces, g_utf8_get_char (c)));
    }
}

static void
test_none_unless_asked_for (void)
{
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  g_autoptr (EntScene) scene = make_scene ();
  g_autoptr (GBytes) bytes = ent_svg_write (scene, &options, NULL, NULL);

  g_assert_null (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "@font-face"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/svg-fonts/every-character", test_every_character_has_its_glyph);
  g_test_add_func ("/svg-fonts/none-unless-asked-for", test_none_unless_asked_for);
  return g_test_run ();
}
