/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place where text becomes XML: everything that comes out of here is well-formed whatever went in. */
#include "ent-svg-private.h"

#include <string.h>

#include "ent-font.h"

/* Of a number that is written digit by digit. */
#define MOST_DIGITS 1e11
/* Places are told in tenths. */
#define PLACE_UNIT 10

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
      ent_svg_put_n (out, run, (gsize) (c - run));
      g_string_append (out, replacement);
      run = g_utf8_next_char (c);
    }
  ent_svg_put_n (out, run, strlen (run));
}

/* @count of @unit, a hundredth or a tenth, by hand: a large map has a million numbers, and printf() takes longer than all else together.
 * No digit stands there that need not. */
static void
append_digits (GString *out, gint64 count, guint unit)
{
  char text[24], *end = text + sizeof text, *digit = end;
  guint64 left = (guint64) ABS (count);
  guint rest = (guint) (left % unit);

  if (rest != 0)
    {
      if (unit == 10)
        *--digit = (char) ('0' + rest);
      else
        {
          if (rest % 10 != 0)
            *--digit = (char) ('0' + rest % 10);
          *--digit = (char) ('0' + rest / 10);
        }
      *--digit = '.';
    }
  left /= unit;
  while (left > 0)
    {
      *--digit = (char) ('0' + left % 10);
      left /= 10;
    }
  if (digit == end)
    *--digit = '0';
  if (count < 0)
    *--digit = '-';
  ent_svg_put_n (out, digit, (gsize) (end - digit));
}

static void
append_number (GString *out, double value, guint unit)
{
  double rounded = round (value * unit);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (rounded) < MOST_DIGITS)
    append_digits (out, (gint64) rounded, unit);
  else
    g_string_append (out, g_ascii_formatd (text, sizeof text, "%.12g", rounded / unit));
}

void
ent_svg_number (GString *out, double value)
{
  append_number (out, value, 100);
}

void
ent_svg_place (GString *out, double value)
{
  append_number (out, value, PLACE_UNIT);
}

static void
open_attribute (GString *out, const char *name)
{
  ent_svg_put (out, " ");
  ent_svg_put_n (out, name, strlen (name));
  ent_svg_put (out, "=\"");
}

void
ent_svg_attribute (GString *out, const char *name, const char *value)
{
  open_attribute (out, name);
  ent_svg_escape (out, value, TRUE);
  g_string_append_c (out, '"');
}

void
ent_svg_attribute_number (GString *out, const char *name, double value)
{
  open_attribute (out, name);
  ent_svg_number (out, value);
  g_string_append_c (out, '"');
}

void
ent_svg_attribute_place (GString *out, const char *name, double value)
{
  open_attribute (out, name);
  ent_svg_place (out, value);
  g_string_append_c (out, '"');
}

void
ent_svg_id (GString *out, const char *prefix, const char *id)
{
  const char *run = id, *c;

  ent_svg_put_n (out, prefix, strlen (prefix));
  for (c = id; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '.')
      {
        ent_svg_put_n (out, run, (gsize) (c - run));
        g_string_append_printf (out, "_%02x", (guchar) *c);
        run = c + 1;
      }
  ent_svg_put_n (out, run, (gsize) (c - run));
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

static EntSvgFont
font_of (EntSvg *svg, const char *class_name)
{
  if (class_name == NULL)
    return svg->label;
  if (g_str_equal (class_name, "name"))
    return svg->name;
  if (g_str_equal (class_name, "kind"))
    return svg->kind;
  return g_str_has_prefix (class_name, "count") ? svg->count : (EntSvgFont){ 0 };
}

void
ent_svg_text (EntSvg *svg, const EntSceneText *text, const char *class_name)
{
  GString *out = svg->out;
  EntSvgFont font = font_of (svg, class_name);

  if (text->text == NULL || text->text[0] == '\0')
    return;
  if (svg->options->outlines)
    {
      outline (svg, text, class_name != NULL ? class_name : "label");
      return;
    }
  if (svg->options->embed_fonts)
    ent_svg_fonts_add (svg, text);
  if (svg->options->coloured != NULL)
    ent_svg_note_coloured (svg, text);
  ent_svg_put (out, "<text");
  if (class_name != NULL)
    ent_svg_attribute (out, "class", class_name);
  /* By its middle, which is the same place for programs that do not know directions. */
  ent_svg_attribute_place (out, "x", text->rtl ? text->x - text->width / 2 : text->x);
  ent_svg_attribute_place (out, "y", text->baseline);
  if (font.size == 0)
    ent_svg_attribute_number (out, "font-size", text->size);
  if (text->bold && !font.bold)
    g_string_append (out, " font-weight=\"bold\"");
  if (text->italic)
    g_string_append (out, " font-style=\"italic\"");
  if (text->rtl)
    g_string_append (out, " direction=\"rtl\" text-anchor=\"middle\"");
  /* Otherwise XML readers join blanks, and the text would be narrower than measured. */
  if (strstr (text->text, "  ") != NULL || text->text[0] == ' ' || text->text[strlen (text->text) - 1] == ' ')
    g_string_append (out, " xml:space=\"preserve\"");
  ent_svg_put (out, ">");
  ent_svg_escape (out, text->text, FALSE);
  ent_svg_put (out, "</text>\n");
}

/* --- Paths --- */

/* A number that follows another one, or a letter where @first. */
static void
append_step (GString *out, gint64 tenths, gboolean first)
{
  if (!first && tenths >= 0)
    ent_svg_put (out, " ");
  append_digits (out, tenths, PLACE_UNIT);
}

/* Path data in steps from point to point, which are short. Each step leads to a rounded place, so that errors do not add up. */
static void
append_path (GString *out, const EntPath *path)
{
  static const char letters[] = "Mlcz";
  gint64 x = 0, y = 0, x0 = 0, y0 = 0;

  for (guint i = 0; i < path->len; i++)
    {
      const EntPathStep *step = &g_array_index (path, EntPathStep, i);
      guint n = step->op == ENT_PATH_CURVE ? 3 : step->op == ENT_PATH_CLOSE ? 0 : 1;
      gint64 px = x, py = y;
      gboolean again = i > 0 && step->op == step[-1].op && step->op != ENT_PATH_MOVE;

      if (!again)
        ent_svg_put_n (out, &letters[step->op], 1);
      for (guint k = 0; k < n; k++)
        {
          px = (gint64) round (CLAMP (step->p[k].x, -MOST_DIGITS, MOST_DIGITS) * PLACE_UNIT);
          py = (gint64) round (CLAMP (step->p[k].y, -MOST_DIGITS, MOST_DIGITS) * PLACE_UNIT);
          append_step (out, step->op == ENT_PATH_MOVE ? px : px - x, k == 0 && !again);
          append_step (out, step->op == ENT_PATH_MOVE ? py : py - y, FALSE);
        }
      if (step->op == ENT_PATH_MOVE)
        x0 = px, y0 = py;
      x = step->op == ENT_PATH_CLOSE ? x0 : px;
      y = step->op == ENT_PATH_CLOSE ? y0 : py;
    }
}

void
ent_svg_path (EntSvg *svg, const char *class_name, int number, const char *extra)
{
  GString *out = svg->out;

  ent_svg_put (out, "<path class=\"");
  ent_svg_put_n (out, class_name, strlen (class_name));
  if (number >= 0)
    ent_svg_number (out, number);
  ent_svg_put (out, "\" d=\"");
  append_path (out, svg->path);
  ent_svg_put (out, "\"");
  ent_svg_put_n (out, extra, strlen (extra));
  ent_svg_put (out, "/>\n");
  ent_path_clear (svg->path);
}
