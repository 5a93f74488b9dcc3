/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of values in text that the gate has let through. Nothing is noted while scanning but the members and items of the root: a
 * place is looked up when a problem needs it, within one item of a list.
 * Invariant: works on valid JSON only, so it checks nothing. */
#include "ent-json-gate.h"

#include <string.h>

#include "ent-json-text.h"

void
ent_json_count_lines (const char *text, gsize from, gsize offset, guint *line, guint *column)
{
  for (gsize i = from; i < offset; i++)
    {
      if (text[i] == '\n')
        {
          *line += 1;
          *column = 1;
        }
      else if (((guchar) text[i] & 0xc0) != 0x80)
        *column += 1;
    }
}

const EntJsonMember *
ent_json_gate_member (const EntJsonGate *self, const char *name)
{
  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    {
      const EntJsonMember *member = &g_array_index (self->members, EntJsonMember, i);

      if (strcmp (member->name, name) == 0)
        return member;
    }
  return NULL;
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
    p++;
  return p;
}

static const char *
skip_string (const char *p)
{
  for (p++; *p != '"'; p++)
    if (*p == '\\')
      p++;
  return p + 1;
}

static const char *
skip_value (const char *p)
{
  guint depth = 0;

  do
    {
      if (*p == '"')
        p = skip_string (p);
      else if (*p == '{' || *p == '[')
        {
          depth++;
          p++;
        }
      else if (*p == '}' || *p == ']')
        {
          depth--;
          p++;
        }
      else if (depth > 0)
        p++;
      else
        while (strchr (",]} \t\n\r", *p) == NULL)
          p++;
    }
  while (depth > 0);
  return p;
}

/* Behind the comma after the value at @p, or NULL where the container ends. */
static const char *
skip_to_next (const char *p)
{
  p = skip_blanks (skip_value (p));
  return *p == ',' ? skip_blanks (p + 1) : NULL;
}

/* The item @index of the list at @p, or NULL. */
static const char *
find_item (const char *p, guint64 index)
{
  if (*p != '[')
    return NULL;
  p = skip_blanks (p + 1);
  if (*p == ']')
    return NULL;
  while (index-- > 0 && p != NULL)
    p = skip_to_next (p);
  return p;
}

/* The value of the member called by the @length bytes at @name of the object at @p, or NULL. */
static const char *
find_member (const char *p, const char *name, gsize length)
{
  g_autoptr (GString) found = g_string_new (NULL);

  if (*p != '{')
    return NULL;
  p = skip_blanks (p + 1);
  while (p != NULL && *p == '"')
    {
      const char *end = skip_string (p);

      g_string_truncate (found, 0);
      ent_json_decode (found, p + 1, (gsize) (end - p) - 2);
      p = skip_blanks (skip_blanks (end) + 1);
      if (found->len == length && memcmp (found->str, name, length) == 0)
        return p;
      p = skip_to_next (p);
    }
  return NULL;
}

/* The value at @path below the value at @p, or the innermost container on the way. */
static const char *
follow (const char *p, const char *path)
{
  while (*path != '\0')
    {
      const char *next;

      if (*path == '[')
        {
          char *end;

          next = find_item (p, g_ascii_strtoull (path + 1, &end, 10));
          path = *end == ']' ? end + 1 : end;
        }
      else
        {
          gsize length;

          path += *path == '.';
          length = strcspn (path, ".[");
          next = find_member (p, path, length);
          path += length;
        }
      if (next == NULL)
        return p;
      p = next;
    }
  return p;
}

static gsize
offset_of (const EntJsonGate *self, const char *path)
{
  gsize length = strcspn (path, ".[");
  g_autofree char *name = g_strndup (path, length);
  const EntJsonMember *member = ent_json_gate_member (self, name);

  if (member == NULL)
    return (gsize) (skip_blanks (self->text) - self->text);
  path += length;
  if (*path == '[' && member->items != NULL)
    {
      char *end;
      guint64 index = g_ascii_strtoull (path + 1, &end, 10);

      if (index < member->items->len)
        return (gsize) (follow (self->text + g_array_index (member->items, EntJsonRange, index).from, end + 1) - self->text);
    }
  return (gsize) (follow (self->text + member->value.from, path) - self->text);
}

void
ent_json_gate_place (EntJsonGate *self, const char *path, guint *line, guint *column)
{
  gsize offset = offset_of (self, path);

  if (offset < self->at)
    {
      self->at = 0;
      self->line = self->column = 1;
    }
  ent_json_count_lines (self->text, self->at, offset, &self->line, &self->column);
  self->at = offset;
  *line = self->line;
  *column = self->column;
}
