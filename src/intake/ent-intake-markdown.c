/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown (CommonMark with tables, by md4c) as the text that a reader sees: words of links stay, addresses and
 * pictures go. In front may stand a block of `name: value` lines between `---`, as site generators use it. */
#include <libxml/HTMLparser.h>
#include <md4c.h>
#include <string.h>

#include "ent-error.h"
#include "ent-intake.h"

/* Some nests of brackets cost the parser more than their length. */
#define MOST_BYTES (4 * 1024 * 1024)

typedef struct
{
  GString *out;
  gboolean owed; /* a line feed, before the next character */
  guint cells;   /* of the open row, written */
  guint pictures;
  char *heading; /* the first, nullable */
  gsize heading_from;
} Writer;

static void
pay (Writer *self)
{
  if (self->owed && self->out->len > 0)
    g_string_append_c (self->out, '\n');
  self->owed = FALSE;
}

/* Whether a line ends before such a block and after it. */
static gboolean
stands_apart (MD_BLOCKTYPE type)
{
  return type == MD_BLOCK_P || type == MD_BLOCK_QUOTE || type == MD_BLOCK_CODE || type == MD_BLOCK_HTML || type == MD_BLOCK_TABLE;
}

static int
on_enter_block (MD_BLOCKTYPE type, void *detail, void *data)
{
  Writer *self = data;

  switch (type)
    {
    case MD_BLOCK_TR:
      self->owed = TRUE;
      self->cells = 0;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      if (self->cells++ > 0)
        g_string_append_c (self->out, '\t');
      break;
    case MD_BLOCK_H:
      self->owed = TRUE;
      pay (self);
      self->heading_from = self->out->len;
      break;
    case MD_BLOCK_LI:
    case MD_BLOCK_HR:
      self->owed = TRUE;
      break;
    default:
      self->owed = self->owed || stands_apart (type);
      break;
    }
  return 0;
}

static int
on_leave_block (MD_BLOCKTYPE type, void *detail, void *data)
{
  Writer *self = data;

  switch (type)
    {
    case MD_BLOCK_H:
      if (self->heading == NULL)
        self->heading = g_strdup (self->out->str + self->heading_from);
      self->owed = TRUE;
      break;
    default:
      self->owed = self->owed || stands_apart (type);
      break;
    }
  return 0;
}

static int
on_enter_span (MD_SPANTYPE type, void *detail, void *data)
{
  ((Writer *) data)->pictures += type == MD_SPAN_IMG;
  return 0;
}

static int
on_leave_span (MD_SPANTYPE type, void *detail, void *data)
{
  ((Writer *) data)->pictures -= type == MD_SPAN_IMG;
  return 0;
}

/* "&eacute;" and "&#233;" as their character; what is none stays as it stands. */
static void
write_entity (Writer *self, const char *text, gsize size)
{
  g_autofree char *name = size > 2 ? g_strndup (text + 1, size - 2) : g_strdup ("");
  const htmlEntityDesc *known = htmlEntityLookup ((const xmlChar *) name);
  guint64 value = known != NULL ? known->value : 0;

  if (name[0] == '#')
    value = name[1] == 'x' || name[1] == 'X' ? g_ascii_strtoull (name + 2, NULL, 16)
                                             : g_ascii_strtoull (name + 1, NULL, 10);
  if (value > 0 && value <= 0x10ffff && g_unichar_validate ((gunichar) value))
    g_string_append_unichar (self->out, (gunichar) value);
  else
    g_string_append_len (self->out, text, (gssize) size);
}

static int
on_text (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
  Writer *self = data;

  if (self->pictures > 0 || type == MD_TEXT_HTML) /* tags; their words come as normal text */
    return 0;
  pay (self);
  switch (type)
    {
    case MD_TEXT_NULLCHAR:
      break;
    case MD_TEXT_BR:
      g_string_append_c (self->out, '\n');
      break;
    case MD_TEXT_SOFTBR:
      g_string_append_c (self->out, ' ');
      break;
    case MD_TEXT_ENTITY:
      write_entity (self, text, size);
      break;
    default:
      g_string_append_len (self->out, text, (gssize) size);
    }
  return 0;
}

static void
take_field (EntReading *reading, const char *name, const char *value)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_equal (lower, "title"))
    ent_reading_offer_line (&reading->title, value);
  else if (g_str_equal (lower, "author") || g_str_equal (lower, "authors"))
    ent_reading_offer_line (&reading->author, value);
  else if (g_str_equal (lower, "publisher") || g_str_equal (lower, "source") || g_str_equal (lower, "site"))
    ent_reading_offer_line (&reading->publisher, value);
  else if (reading->published[0] == '\0' && (g_str_equal (lower, "date") || g_str_equal (lower, "published")))
    {
      g_free (reading->published);
      reading->published = ent_reading_date (value);
    }
  else if (reading->url[0] == '\0'
           && (g_str_equal (lower, "url") || g_str_equal (lower, "link") || g_str_equal (lower, "canonical")))
    {
      g_free (reading->url);
      reading->url = ent_reading_url (value);
    }
  else if (reading->language[0] == '\0' && (g_str_equal (lower, "lang") || g_str_equal (lower, "language")))
    {
      g_free (reading->language);
      reading->language = ent_reading_language (value);
    }
}

/* A value without the quotes or brackets around it. */
static char *
bare (char *value)
{
  gsize size = strlen (g_strstrip (value));

  if (size >= 2
      && ((value[0] == '"' && value[size - 1] == '"') || (value[0] == '\'' && value[size - 1] == '\'')
          || (value[0] == '[' && value[size - 1] == ']')))
    {
      value[size - 1] = '\0';
      return value + 1;
    }
  return value;
}

/* Reads the block in front; returns what comes after it. */
static const char *
read_front (EntReading *reading, const char *text)
{
  const char *end, *line;

  if (!g_str_has_prefix (text, "---\n"))
    return text;
  end = strstr (text + 3, "\n---\n");
  if (end == NULL || end - text > 65536)
    return text;
  for (line = text + 4; line < end + 1;)
    {
      const char *next = memchr (line, '\n', (gsize) (end + 1 - line));
      g_autofree char *whole = g_strndup (line, (gsize) (next - line));
      char *colon = strchr (whole, ':');

      if (colon != NULL && g_ascii_isalpha (whole[0]))
        {
          *colon = '\0';
          take_field (reading, g_strchomp (whole), bare (colon + 1));
        }
      line = next + 1;
    }
  return end + 5;
}

EntReading *
ent_intake_markdown (GBytes *bytes, const char *encoding, GError **error)
{
  g_autoptr (EntReading) self = ent_reading_new (ENT_SOURCE_MARKDOWN);
  char *decoded = ent_intake_decode (self, bytes, encoding, error);
  MD_PARSER parser = { .flags = MD_DIALECT_GITHUB,
                       .enter_block = on_enter_block,
                       .leave_block = on_leave_block,
                       .enter_span = on_enter_span,
                       .leave_span = on_leave_span,
                       .text = on_text };
  Writer writer = { .out = NULL };
  GString *lines;
  const char *body;

  if (decoded == NULL)
    return NULL;
  if (strlen (decoded) > MOST_BYTES)
    {
      g_free (decoded);
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT,
                           "it is longer than 4 MiB, the most that is read as Markdown");
      return NULL;
    }
  lines = g_string_new (decoded);
  g_free (decoded);
  g_string_replace (lines, "\r\n", "\n", 0);
  body = read_front (self, lines->str);
  writer.out = g_string_sized_new (lines->len);
  md_parse (body, (MD_SIZE) strlen (body), &parser, &writer);
  g_string_free (lines, TRUE);
  ent_reading_offer_line (&self->title, writer.heading);
  g_free (writer.heading);
  ent_reading_take_text (self, g_string_free (writer.out, FALSE));
  return g_steal_pointer (&self);
}
