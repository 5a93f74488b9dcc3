/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells an SVG from a map by its first bytes: JSON can never start with <.
 * Invariant: a file's name says nothing here. */
#include "ent-format.h"

#include <string.h>

#include "ent-map-reader.h"
#include "ent-svg.h"

#define LOOK_AT 1024 /* bytes of the root's tag and of each thing before it */

/* Behind the next @mark, or NULL where there is none before @end. */
static const char *
behind (const char *p, const char *end, const char *mark)
{
  const char *found = memmem (p, (gsize) (end - p), mark, strlen (mark));

  return found != NULL ? found + strlen (mark) : NULL;
}

static gboolean
starts (const char *p, const char *end, const char *with)
{
  return (gsize) (end - p) >= strlen (with) && memcmp (p, with, strlen (with)) == 0;
}

/* Behind a DOCTYPE at @p, which may hold declarations in brackets. */
static const char *
behind_doctype (const char *p, const char *end)
{
  const char *bracket = memchr (p, '[', (gsize) (end - p)), *close = memchr (p, '>', (gsize) (end - p));

  if (close == NULL || bracket == NULL || close < bracket)
    return close != NULL ? close + 1 : NULL;
  p = behind (bracket, end, "]");
  return p != NULL ? behind (p, end, ">") : NULL;
}

/* TRUE when the tag at @p is of an element whose local name is svg. */
static gboolean
is_svg_tag (const char *p, const char *end)
{
  const char *name = ++p;

  for (; p < end && p - name < LOOK_AT && strchr (" \t\r\n/>", *p) == NULL; p++)
    if (*p == ':')
      name = p + 1;
  return p < end && p - name == 3 && memcmp (name, "svg", 3) == 0;
}

EntFormat
ent_format_sniff (GBytes *bytes)
{
  gsize size;
  const char *p = g_bytes_get_data (bytes, &size), *end = p + size;

  if (p == NULL)
    return ENT_FORMAT_MAP;
  if (starts (p, end, "\xef\xbb\xbf"))
    p += 3;
  for (;;)
    {
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p == end || *p != '<')
        return ENT_FORMAT_MAP;
      if (starts (p, end, "<?"))
        p = behind (p, end, "?>");
      else if (starts (p, end, "<!--"))
        p = behind (p, end, "-->");
      else if (starts (p, end, "<!DOCTYPE"))
        p = behind_doctype (p, end);
      else
        return is_svg_tag (p, end) ? ENT_FORMAT_SVG : ENT_FORMAT_MAP;
      if (p == NULL)
        return ENT_FORMAT_MAP;
    }
}

EntSnapshot *
ent_format_read (GBytes *bytes, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) map = NULL;
  g_autoptr (GError) reason = NULL;

  if (ent_format_sniff (bytes) == ENT_FORMAT_MAP)
    return ent_map_read (bytes, problems, cancellable, error);
  map = ent_svg_extract_map (bytes, cancellable, &reason);
  if (map != NULL)
    return ent_map_read (map, problems, cancellable, error);
  if (problems != NULL && reason->domain == ENT_ERROR)
    g_ptr_array_add (problems, ent_problem_new (ENT_SEVERITY_ERROR, reason->code, 0, 0, NULL, reason->message));
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
