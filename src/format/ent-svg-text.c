/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place where text becomes XML: everything that comes out of here is well-formed whatever went in. */
#include "ent-svg-private.h"

#include <string.h>

#include "ent-font.h"

/* Of a number that is written digit by digit. */
#define MOST_HUNDREDTHS 1e11

/* XML 1.0 (fifth edition), production 2. */
static gboolean
is_xml_character (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd)
         || (c >= 0x10000 && c <= 0x10ffff);
}

void
ent_svg_escape (GString *out, const char *text, gboolean attribute)
{
  const char *run = text;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      const char *replacement = NULL;

      switch (*c)
        {
        case '&':
          replacement = "&amp;";
          break;
        case '<':
          replacement = "&lt;";
          break;
        case '>':
          replacement = "&gt;";
          break;
        case '\r': /* a raw one would be read back as a line feed */
          replacement = "&#13;";
          break;
        case '"':
          replacement = attribute ? "&quot;" : NULL;
          break;
        case '\n':
          replacement = attribute ? "&#10;" : NULL;
          break;
        case '\t':
          replacement = attribute ? "&#9;" : NULL;
          break;
        default:
          if ((guchar) *c < 0x20 || (guchar) *c >= 0xed)
            replacement = is_xml_character (g_utf8_get_char (c)) ? NULL : "\xef\xbf\xbd";
          break;
        }
      if (replacement == NULL)
        continue;
      g_string_append_len (out, run, c - run);
      g_string_append (out, replacement);
      run = g_utf8_next_char (c);
    }
  g_string_append (out, run);
}

void
ent_svg_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], *end = text + sizeof text, *digit = end;
  double rounded = round (value * 100);
  guint64 hundredths;

  if (!(fabs (rounded) < MOST_HUNDREDTHS))
    {
      g_string_append (out, g_ascii_formatd (text, sizeof text, "%.12g", rounded / 100));
      return;
    }
  /* The same digits by hand: a large map has a million numbers, and printf() takes longer than all else together. */
  hundredths = (guint64) fabs (rounded);
  if (hundredths % 100 != 0)
    {
      if (hundredths % 10 != 0)
        *--digit = (char) ('0' + hundredths % 10);
      *--digit = (char) ('0' + hundredths / 10 % 10);
      *--digit = '.';
    }
  hundredths /= 100;
  do
    *--digit = (char) ('0' + hundredths % 10);
  while ((hundredths /= 10) > 0);
  if (rounded < 0)
    *--digit = '-';
  g_string_append_len (out, digit, end - digit);
}

void
ent_svg_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  ent_svg_escape (out, value, TRUE);
  g_string_append_c (out, '"');
}

void
ent_svg_attribute_number (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  ent_svg_number (out, value);
  g_string_append_c (out, '"');
}

void
ent_svg_id (GString *out, const char *prefix, const char *id)
{
  g_string_append (out, prefix);
  for (const char *c = id; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || *c == '-' || *c == '.')
      g_string_append_c (out, *c);
    else
      g_string_append_printf (out, "_%02x", (guchar) *c);
}

static void
append_point (GString *out, const cairo_path_data_t *point)
{
  ent_svg_number (out, point->point.x);
  g_string_append_c (out, ' ');
  ent_svg_number (out, point->point.y);
}

/* The outlines of @text as one path. Its words stay in title and description. */
static void
outline (EntSvg *svg, const EntSceneText *text, const char *class_name)
{
  static const char commands[] = { [CAIRO_PATH_MOVE_TO] = 'M', [CAIRO_PATH_LINE_TO] = 'L', [CAIRO_PATH_CURVE_TO] = 'C', [CAIRO_PATH_CLOSE_PATH] = 'Z' };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout;
  cairo_path_t *path;

  if (svg->fonts == NULL)
    svg->fonts = ent_font_context_new ();
  layout = ent_font_layout_new (svg->fonts, text->text, text->size, text->bold, text->italic);
  cairo_move_to (cr, text->rtl ? text->x - text->width : text->x, text->baseline);
  pango_cairo_layout_line_path (cr, pango_layout_get_line_readonly (layout, 0));
  path = cairo_copy_path (cr);
  g_string_append (svg->out, "<path");
  ent_svg_attribute (svg->out, "class", class_name);
  g_string_append (svg->out, " d=\"");
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      g_string_append_c (svg->out, commands[path->data[i].header.type]);
      for (int k = 1; k < path->data[i].header.length; k++)
        {
          if (k > 1)
            g_string_append_c (svg->out, ' ');
          append_point (svg->out, &path->data[i + k]);
        }
    }
  g_string_append (svg->out, "\"/>\n");
  cairo_path_destroy (path);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

void
ent_svg_text (EntSvg *svg, const EntSceneText *text, const char *class_name)
{
  GString *out = svg->out;

  if (text->text == NULL || text->text[0] == '\0')
    return;
  if (svg->options->outlines)
    {
      outline (svg, text, class_name);
      return;
    }
  if (svg->options->embed_fonts)
    ent_svg_fonts_add (svg, text);
  g_string_append (out, "<text");
  ent_svg_attribute (out, "class", class_name);
  ent_svg_attribute_number (out, "x", text->x);
  ent_svg_attribute_number (out, "y", text->baseline);
  ent_svg_attribute_number (out, "font-size", text->size);
  if (text->bold)
    g_string_append (out, " font-weight=\"bold\"");
  if (text->italic)
    g_string_append (out, " font-style=\"italic\"");
  if (text->rtl)
    g_string_append (out, " direction=\"rtl\"");
  /* Otherwise XML readers join blanks, and the text would be narrower than measured. */
  if (strstr (text->text, "  ") != NULL || text->text[0] == ' ' || g_str_has_suffix (text->text, " "))
    g_string_append (out, " xml:space=\"preserve\"");
  g_string_append_c (out, '>');
  ent_svg_escape (out, text->text, FALSE);
  g_string_append (out, "</text>\n");
}

void
ent_svg_path (EntSvg *svg, const char *class_name, const char *extra)
{
  g_string_append (svg->out, "<path");
  ent_svg_attribute (svg->out, "class", class_name);
  g_string_append (svg->out, " d=\"");
  ent_path_to_svg (svg->path, svg->out);
  g_string_append_printf (svg->out, "\"%s/>\n", extra);
  ent_path_clear (svg->path);
}
