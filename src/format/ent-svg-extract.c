/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the map in an SVG, whoever saved it last.
 *
 * libxml2's reader streams: it never builds the tree, loads no DTD and no other file, substitutes no entity of the
 * document's own and has no network. A document type with an internal subset is refused outright, since entities could
 * grow to anything. */
#include "ent-svg.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "ent-error.h"
#include "ent-svg-private.h"

/* Elements in elements: far more than any drawing program nests, far less than what a stack bears. */
#define MAX_DEPTH 256
/* As of the map file. */
#define MAX_BYTES ((gsize) 128 * 1024 * 1024)

/* libxml2 2.12 made the handler's argument const. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *Problem;
#else
typedef xmlErrorPtr Problem;
#endif

static void
keep_first (void *data, Problem problem)
{
  GError **first = data;

  if (*first == NULL && problem->level >= XML_ERR_ERROR)
    {
      g_autofree char *message = g_utf8_make_valid (problem->message != NULL ? problem->message : "not XML", -1);

      g_set_error (first, ENT_ERROR, ENT_ERROR_SYNTAX, "%d:%d: not well-formed XML: %s", problem->line, problem->int2,
                   g_strstrip (message));
    }
}

static gboolean
is_map_element (xmlTextReaderPtr reader)
{
  return g_strcmp0 ((const char *) xmlTextReaderConstLocalName (reader), "map") == 0
         && g_strcmp0 ((const char *) xmlTextReaderConstNamespaceUri (reader), ENT_SVG_MAP_NAMESPACE) == 0;
}

/* Joins the text inside the map element at which @reader stands. */
static GByteArray *
collect (xmlTextReaderPtr reader, gboolean *broken)
{
  GByteArray *bytes = g_byte_array_new ();
  int depth = xmlTextReaderDepth (reader), status;

  if (xmlTextReaderIsEmptyElement (reader))
    return bytes;
  while ((status = xmlTextReaderRead (reader)) == 1 && xmlTextReaderDepth (reader) > depth)
    switch (xmlTextReaderNodeType (reader))
      {
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        {
          const char *text = (const char *) xmlTextReaderConstValue (reader);

          g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
          break;
        }
      default:
        break;
      }
  *broken = status != 1;
  return bytes;
}

GBytes *
ent_svg_extract_map (GBytes *svg, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (svg, &size);
  xmlTextReaderPtr reader;
  GByteArray *map = NULL;
  GError *problem = NULL;
  gboolean broken = FALSE, cancelled = FALSE;
  int status = -1;

  if (size > MAX_BYTES)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "more than 128 MiB, the limit of a map");
      return NULL;
    }
  reader = xmlReaderForMemory (data != NULL ? data : "", (int) size, NULL, NULL,
                               XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (reader == NULL)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_SYNTAX, "not XML");
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (reader, keep_first, &problem);
  while (map == NULL && problem == NULL && (status = xmlTextReaderRead (reader)) == 1)
    {
      cancelled = g_cancellable_is_cancelled (cancellable);
      if (cancelled)
        break;
      if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE)
        {
          /* Only a public one without declarations of its own, as old SVG files have it. */
          xmlDtdPtr dtd = (xmlDtdPtr) xmlTextReaderCurrentNode (reader);

          if (dtd != NULL && dtd->children != NULL)
            g_set_error_literal (&problem, ENT_ERROR, ENT_ERROR_FORMAT,
                                 "its document type declares things of its own, which is not read");
        }
      if (xmlTextReaderDepth (reader) > MAX_DEPTH)
        g_set_error (&problem, ENT_ERROR, ENT_ERROR_LIMIT, "elements nested deeper than %d", MAX_DEPTH);
      else if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT && is_map_element (reader))
        map = collect (reader, &broken);
    }
  xmlFreeTextReader (reader);
  if (map != NULL && !broken)
    {
      g_clear_error (&problem);
      return g_byte_array_free_to_bytes (map);
    }
  if (map != NULL)
    g_byte_array_unref (map);
  if (cancelled)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  else if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (status < 0 || broken)
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_SYNTAX, "not well-formed XML");
  else
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_NOT_A_MAP, "an SVG picture without a map inside");
  g_clear_error (&problem);
  return NULL;
}
