/* SPDX-License-Identifier: GPL-3.0-or-later */
/* librsvg 2.54 dies on a filter of 2 KB, hangs on others, and takes minutes for what is dashed finely or used a million
 * times. An icon needs none of that: only the elements listed here are let in, so that nothing unknown gets through. */
#include "ent-icon-gate.h"

#include <string.h>

#define MAX_BYTES ((gsize) 256 * 1024)
#define MAX_ELEMENTS 2000
#define MAX_DEPTH 32

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

static const char *const elements[]
    = { "svg",  "g",        "defs",    "path",           "rect",           "circle", "ellipse",
        "line", "polyline", "polygon", "linearGradient", "radialGradient", "stop",   "title",
        "desc", "metadata", NULL };

/* Not even in a style attribute. Escapes in CSS could spell them otherwise, so a backslash is refused too. */
static const char *const dear[] = { "filter", "mask", "clip", "marker", "dash", "\\", NULL };

typedef struct
{
  guint n, depth;
} Gate;

static gboolean
has_dear (const char *text)
{
  for (guint i = 0; dear[i] != NULL; i++)
    if (strstr (text, dear[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
refuse (GError **error)
{
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "not a plain picture");
}

static void
start (GMarkupParseContext *context,
       const char *element,
       const char **names,
       const char **values,
       gpointer user_data,
       GError **error)
{
  Gate *gate = user_data;
  const char *local = g_str_has_prefix (element, "svg:") ? element + 4 : element;

  /* What drawing programs keep for themselves has a prefix of its own, and is not drawn. */
  if (++gate->n > MAX_ELEMENTS || ++gate->depth > MAX_DEPTH
      || (strchr (local, ':') == NULL && !g_strv_contains (elements, local)))
    {
      refuse (error);
      return;
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean other_name = g_str_has_prefix (names[i], "xmlns:") && !g_str_equal (names[i], "xmlns:svg")
                            && g_str_equal (values[i], SVG_NAMESPACE);

      if (other_name || has_dear (names[i]) || (g_str_equal (names[i], "style") && has_dear (values[i])))
        {
          refuse (error);
          return;
        }
    }
}

static void
end (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  ((Gate *) user_data)->depth--;
}

/* Comments and the XML declaration pass; a document type, which could define entities, and style sheets do not. */
static void
passthrough (GMarkupParseContext *context, const char *text, gsize size, gpointer user_data, GError **error)
{
  if ((size < 4 || memcmp (text, "<!--", 4) != 0) && (size < 6 || memcmp (text, "<?xml ", 6) != 0))
    refuse (error);
}

gboolean
ent_icon_is_plain (const char *svg, gsize size)
{
  const GMarkupParser parser = { .start_element = start, .end_element = end, .passthrough = passthrough };
  Gate gate = { 0, 0 };
  GMarkupParseContext *context;
  gboolean plain;

  if (size > MAX_BYTES)
    return FALSE;
  context = g_markup_parse_context_new (&parser, 0, &gate, NULL);
  plain = g_markup_parse_context_parse (context, svg, (gssize) size, NULL)
          && g_markup_parse_context_end_parse (context, NULL);
  g_markup_parse_context_free (context);
  return plain;
}
