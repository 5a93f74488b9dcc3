/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scanner with a stack of its own. Names of the open objects lie on one array, those of the innermost last; when an object closes
 * its names are sorted and compared with their neighbours, so equal names cost no quadratic time and need no hash that a file could
 * be made to collide in.
 * Invariant: `at` has passed only text that is valid so far. */
#include "ent-json-gate.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "ent-json-text.h"

#define MAX_SHOWN_NAME 60 /* code points of a name that a message shows */
#define CANCEL_EVERY 65536 /* values */

typedef struct
{
  gboolean is_object, has_name;
  guint index;      /* of the item, in a list */
  EntJsonRange name; /* of the member, in an object: without the quotes, not decoded */
  guint first_name; /* in Scan.names */
} Frame;

typedef struct
{
  guint32 from, length; /* of the name: in the text, or in Scan.decoded where it holds escapes */
  gboolean is_decoded;
  guint32 place; /* in the text */
} Name;

typedef enum
{
  STATE_VALUE,
  STATE_FIRST_ITEM, /* or the list closes */
  STATE_FIRST_NAME, /* or the object closes */
  STATE_NAME,
  STATE_AFTER /* a value */
} State;

typedef struct
{
  const char *text;
  guint32 at, length;
  Frame frames[ENT_JSON_MAX_DEPTH];
  guint depth, n_values;
  GArray *names;
  GString *decoded; /* names that hold escapes */
  const EntRecordType *type;
  EntJsonGate *gate;
  EntProblem *problem;
} Scan;

/* Appends @name for a message: as a JSON string, cut where it is long. */
static void
append_shown_name (GString *out, GString *name)
{
  if (g_utf8_strlen (name->str, (gssize) name->len) > MAX_SHOWN_NAME)
    {
      g_string_truncate (name, (gsize) (g_utf8_offset_to_pointer (name->str, MAX_SHOWN_NAME) - name->str));
      g_string_append (name, "…");
    }
  ent_json_append_string (out, name->str, name->len);
}

static GString *
decoded_name (const Scan *scan, const Frame *frame)
{
  GString *name = g_string_new (NULL);

  ent_json_decode (name, scan->text + frame->name.from, frame->name.to - frame->name.from);
  return name;
}

static void
append_path_name (GString *path, GString *name)
{
  gboolean plain = name->len > 0 && name->len <= MAX_SHOWN_NAME;

  for (gsize i = 0; i < name->len && plain; i++)
    plain = g_ascii_isalnum (name->str[i]) || name->str[i] == '_' || name->str[i] == '-';
  if (plain)
    {
      if (path->len > 0)
        g_string_append_c (path, '.');
      g_string_append (path, name->str);
      return;
    }
  g_string_append_c (path, '[');
  append_shown_name (path, name);
  g_string_append_c (path, ']');
}

static gboolean fail (Scan *scan, guint32 place, EntErrorCode code, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Always FALSE, to be returned. */
static gboolean
fail (Scan *scan, guint32 place, EntErrorCode code, const char *format, ...)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *reason = NULL;
  guint line = 1, column = 1;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  for (guint i = 0; i < scan->depth; i++)
    {
      const Frame *frame = &scan->frames[i];

      if (!frame->is_object)
        g_string_append_printf (path, "[%u]", frame->index);
      else if (frame->has_name)
        {
          g_autoptr (GString) name = decoded_name (scan, frame);

          append_path_name (path, name);
        }
    }
  ent_json_count_lines (scan->text, 0, place, &line, &column);
  scan->problem = ent_problem_new (ENT_SEVERITY_ERROR, code, line, column, path->str, reason);
  return FALSE;
}

static gboolean
fail_character (Scan *scan, const char *wanted)
{
  gunichar c;
  guint32 at = scan->at;

  if (at >= scan->length)
    return fail (scan, at, ENT_ERROR_SYNTAX, "the file ends where %s should stand", wanted);
  c = g_utf8_get_char_validated (scan->text + at, (gssize) (scan->length - at));
  if (c >= (gunichar) -2)
    return fail (scan, at, ENT_ERROR_SYNTAX, "the bytes here are not UTF-8");
  if (g_unichar_isgraph (c))
    return fail (scan, at, ENT_ERROR_SYNTAX, "%s should stand here, not “%.*s”", wanted,
                 (int) (g_utf8_next_char (scan->text + at) - (scan->text + at)), scan->text + at);
  return fail (scan, at, ENT_ERROR_SYNTAX, "%s should stand here, not U+%04X", wanted, c);
}

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->length && strchr (" \t\n\r", scan->text[scan->at]) != NULL && scan->text[scan->at] != '\0')
    scan->at++;
}

/* TRUE when the path that is open now is a field that may hold a long string. */
static gboolean
is_long_field (const Scan *scan)
{
  const EntRecordType *type = scan->type;
  const EntField *field = NULL;

  for (guint i = 0; i < scan->depth; i++)
    {
      const Frame *frame = &scan->frames[i];
      g_autoptr (GString) name = NULL;
      int found;

      if (!frame->is_object)
        {
          /* Only lists of records lead on, and only one list deep. */
          if (field == NULL || type == NULL || (i > 0 && !scan->frames[i - 1].is_object)
              || (field->kind != ENT_FIELD_RECORDS && field->kind != ENT_FIELD_LIST))
            return FALSE;
          continue;
        }
      if (type == NULL || !frame->has_name)
        return FALSE;
      name = decoded_name (scan, frame);
      found = ent_record_type_find (type, name->str);
      if (found < 0)
        return FALSE;
      field = &type->fields[found];
      type = field->record;
    }
  return field != NULL && field->kind == ENT_FIELD_STRING && (field->flags & ENT_FIELD_LONG) != 0;
}

/* The four hex digits at @at, or -1. */
static int
hex_at (const Scan *scan, guint32 at)
{
  int value = 0;

  for (guint32 i = at; i < at + 4; i++)
    {
      if (i >= scan->length || !g_ascii_isxdigit (scan->text[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (scan->text[i]);
    }
  return value;
}

/* Passes the escape at `at`; *@size grows by its decoded bytes. */
static gboolean
scan_escape (Scan *scan, gsize *size)
{
  guint32 from = scan->at;
  int unit;

  if (from + 1 >= scan->length)
    return fail (scan, scan->length, ENT_ERROR_SYNTAX, "the file ends inside a string");
  if (scan->text[from + 1] != 'u')
    {
      if (scan->text[from + 1] == '\0' || strchr ("\"\\/bfnrt", scan->text[from + 1]) == NULL)
        return fail (scan, from, ENT_ERROR_SYNTAX, "this escape is not one of JSON");
      scan->at += 2;
      *size += 1;
      return TRUE;
    }
  unit = hex_at (scan, from + 2);
  if (unit < 0)
    return fail (scan, from, ENT_ERROR_SYNTAX, "\\u is not followed by four hexadecimal digits");
  if (unit == 0)
    return fail (scan, from, ENT_ERROR_SYNTAX, "U+0000 may not stand in a string");
  scan->at += 6;
  *size += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit < 0xdc00 && scan->at + 1 < scan->length && scan->text[scan->at] == '\\' && scan->text[scan->at + 1] == 'u')
    {
      int low = hex_at (scan, scan->at + 2);

      if (low >= 0xdc00 && low <= 0xdfff)
        {
          scan->at += 6;
          *size += 1; /* the pair is one code point of four bytes */
          return TRUE;
        }
    }
  return fail (scan, from, ENT_ERROR_SYNTAX, "half a surrogate pair");
}

/* Passes the string that opens at `at`. @content gets its bytes without the quotes, @escaped whether it holds an escape. */
static gboolean
scan_string (Scan *scan, gboolean is_name, EntJsonRange *content, gboolean *escaped)
{
  guint32 open = scan->at++;
  gsize size = 0;

  content->from = scan->at;
  *escaped = FALSE;
  for (;;)
    {
      guint32 from = scan->at;
      const char *bad;
      guchar c;

      while (scan->at < scan->length && (c = (guchar) scan->text[scan->at]) >= 0x20 && c != '"' && c != '\\')
        scan->at++;
      if (!g_utf8_validate_len (scan->text + from, scan->at - from, &bad))
        return fail (scan, (guint32) (bad - scan->text), ENT_ERROR_SYNTAX, "the bytes here are not UTF-8");
      size += scan->at - from;
      if (scan->at >= scan->length)
        return fail (scan, scan->at, ENT_ERROR_SYNTAX, "the file ends inside a string");
      c = (guchar) scan->text[scan->at];
      if (c == '"')
        break;
      if (c == '\0')
        return fail (scan, scan->at, ENT_ERROR_SYNTAX, "U+0000 may not stand in a string");
      if (c < 0x20)
        return fail (scan, scan->at, ENT_ERROR_SYNTAX, "the control character U+%04X must be escaped in a string", c);
      *escaped = TRUE;
      if (!scan_escape (scan, &size))
        return FALSE;
    }
  content->to = scan->at++;
  if (size > ENT_JSON_MAX_LONG_STRING || (size > ENT_JSON_MAX_STRING && (is_name || !is_long_field (scan))))
    return fail (scan, open, ENT_ERROR_LIMIT, "a string is longer than %s", size > ENT_JSON_MAX_LONG_STRING ? "16 MiB" : "1 MiB");
  return TRUE;
}

static gboolean
scan_digits (Scan *scan)
{
  if (scan->at >= scan->length || !g_ascii_isdigit (scan->text[scan->at]))
    return fail_character (scan, "a digit");
  while (scan->at < scan->length && g_ascii_isdigit (scan->text[scan->at]))
    scan->at++;
  return TRUE;
}

static gboolean
scan_number (Scan *scan)
{
  static const char limit[] = "9007199254740992"; /* 2^53 */
  const char *text = scan->text;
  guint32 from = scan->at, digits;
  gboolean whole = TRUE;

  if (text[scan->at] == '-')
    scan->at++;
  digits = scan->at;
  if (!scan_digits (scan))
    return FALSE;
  if (text[digits] == '0' && scan->at > digits + 1)
    return fail (scan, from, ENT_ERROR_SYNTAX, "a number may not start with 0 and a digit");
  digits = scan->at - digits;
  if (scan->at < scan->length && text[scan->at] == '.')
    {
      whole = FALSE;
      scan->at++;
      if (!scan_digits (scan))
        return FALSE;
    }
  if (scan->at < scan->length && (text[scan->at] == 'e' || text[scan->at] == 'E'))
    {
      whole = FALSE;
      scan->at++;
      if (scan->at < scan->length && (text[scan->at] == '+' || text[scan->at] == '-'))
        scan->at++;
      if (!scan_digits (scan))
        return FALSE;
    }
  if (whole)
    {
      if (digits > strlen (limit) || (digits == strlen (limit) && memcmp (text + scan->at - digits, limit, digits) > 0))
        return fail (scan, from, ENT_ERROR_SYNTAX, "a whole number is outside ±2^53");
    }
  else
    {
      g_autofree char *copy = g_strndup (text + from, scan->at - from);

      if (!isfinite (g_ascii_strtod (copy, NULL)))
        return fail (scan, from, ENT_ERROR_SYNTAX, "a number is too large for a double");
    }
  return TRUE;
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if (scan->length - scan->at < length || memcmp (scan->text + scan->at, word, length) != 0)
    return fail_character (scan, "a value");
  scan->at += (guint32) length;
  return TRUE;
}

static const char *
name_text (const Scan *scan, const Name *name)
{
  return (name->is_decoded ? scan->decoded->str : scan->text) + name->from;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  const Name *x = a, *y = b;
  int order;

  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;
  order = memcmp (name_text (data, x), name_text (data, y), x->length);
  if (order == 0)
    return x->place < y->place ? -1 : x->place > y->place;
  return order;
}

/* Compares the names of the object that closes, and drops them. */
static gboolean
check_names (Scan *scan)
{
  Frame *frame = &scan->frames[scan->depth - 1];
  guint n = scan->names->len - frame->first_name;
  Name *names = n > 0 ? &g_array_index (scan->names, Name, frame->first_name) : NULL, *twice = NULL;
  gsize decoded = scan->decoded->len;

  for (guint i = 0; i < n; i++)
    if (names[i].is_decoded)
      decoded = MIN (decoded, names[i].from);
  if (n > 1)
    g_qsort_with_data (names, (int) n, sizeof (Name), compare_names, scan);
  for (guint i = 1; i < n; i++)
    if (names[i].length == names[i - 1].length
        && memcmp (name_text (scan, &names[i]), name_text (scan, &names[i - 1]), names[i].length) == 0
        && (twice == NULL || names[i].place < twice->place))
      twice = &names[i];
  if (twice != NULL)
    {
      g_autoptr (GString) name = g_string_new_len (name_text (scan, twice), twice->length), shown = g_string_new (NULL);

      frame->has_name = FALSE;
      append_shown_name (shown, name);
      return fail (scan, twice->place, ENT_ERROR_SYNTAX, "the member %s stands twice in one object", shown->str);
    }
  g_array_set_size (scan->names, frame->first_name);
  g_string_truncate (scan->decoded, decoded);
  return TRUE;
}

/* Notes where members of the root and items of their lists start. */
static void
note_start (Scan *scan)
{
  EntJsonRange range = { scan->at, scan->at };
  GArray *members = scan->gate->members;

  if (scan->depth == 1 && scan->frames[0].is_object)
    {
      EntJsonMember member = { .value = range };

      member.name = g_string_free (decoded_name (scan, &scan->frames[0]), FALSE);
      if (scan->text[scan->at] == '[')
        member.items = g_array_new (FALSE, FALSE, sizeof (EntJsonRange));
      g_array_append_val (members, member);
    }
  else if (scan->depth == 2 && scan->frames[0].is_object && !scan->frames[1].is_object)
    g_array_append_val (g_array_index (members, EntJsonMember, members->len - 1).items, range);
}

static void
note_end (Scan *scan)
{
  GArray *members = scan->gate->members;

  if (scan->depth == 0 || scan->depth > 2 || !scan->frames[0].is_object)
    return;
  if (scan->depth == 1)
    g_array_index (members, EntJsonMember, members->len - 1).value.to = scan->at;
  else if (!scan->frames[1].is_object)
    {
      GArray *items = g_array_index (members, EntJsonMember, members->len - 1).items;

      g_array_index (items, EntJsonRange, items->len - 1).to = scan->at;
    }
}

static gboolean
open_container (Scan *scan, State *state)
{
  gboolean is_object = scan->text[scan->at] == '{';

  if (scan->depth == ENT_JSON_MAX_DEPTH)
    return fail (scan, scan->at, ENT_ERROR_LIMIT, "objects and lists are nested deeper than %d", ENT_JSON_MAX_DEPTH);
  scan->frames[scan->depth++] = (Frame) { .is_object = is_object, .first_name = scan->names->len };
  if (scan->depth == 1 && is_object)
    scan->gate->members = g_array_new (FALSE, FALSE, sizeof (EntJsonMember));
  scan->at++;
  *state = is_object ? STATE_FIRST_NAME : STATE_FIRST_ITEM;
  return TRUE;
}

static gboolean
scan_value (Scan *scan, State *state)
{
  EntJsonRange content;
  gboolean escaped, fine;

  if (scan->at >= scan->length)
    return fail_character (scan, "a value");
  if (++scan->n_values > ENT_JSON_MAX_VALUES)
    return fail (scan, scan->at, ENT_ERROR_LIMIT, "the file holds more than %d values", ENT_JSON_MAX_VALUES);
  note_start (scan);
  *state = STATE_AFTER;
  switch (scan->text[scan->at])
    {
    case '{':
    case '[':
      return open_container (scan, state);
    case '"':
      fine = scan_string (scan, FALSE, &content, &escaped);
      break;
    case 't':
      fine = scan_word (scan, "true");
      break;
    case 'f':
      fine = scan_word (scan, "false");
      break;
    case 'n':
      fine = scan_word (scan, "null");
      break;
    default:
      if (scan->text[scan->at] != '-' && !g_ascii_isdigit (scan->text[scan->at]))
        return fail_character (scan, "a value");
      fine = scan_number (scan);
    }
  if (fine)
    note_end (scan);
  return fine;
}

static gboolean
scan_name (Scan *scan)
{
  Frame *frame = &scan->frames[scan->depth - 1];
  Name name = { .place = scan->at };
  gboolean escaped;

  if (scan->at >= scan->length || scan->text[scan->at] != '"')
    return fail_character (scan, "the name of a member");
  if (!scan_string (scan, TRUE, &frame->name, &escaped))
    return FALSE;
  frame->has_name = TRUE;
  name.from = frame->name.from;
  name.length = frame->name.to - frame->name.from;
  if (escaped)
    {
      name.is_decoded = TRUE;
      name.from = (guint32) scan->decoded->len;
      ent_json_decode (scan->decoded, scan->text + frame->name.from, name.length);
      name.length = (guint32) scan->decoded->len - name.from;
    }
  g_array_append_val (scan->names, name);
  skip_blanks (scan);
  if (scan->at >= scan->length || scan->text[scan->at] != ':')
    return fail_character (scan, "a colon");
  scan->at++;
  return TRUE;
}

static gboolean
close_container (Scan *scan)
{
  if (scan->frames[scan->depth - 1].is_object && !check_names (scan))
    return FALSE;
  scan->depth--;
  scan->at++;
  note_end (scan);
  return TRUE;
}

/* What follows a value inside a container: a comma, or its end. */
static gboolean
scan_after (Scan *scan, State *state)
{
  Frame *frame = &scan->frames[scan->depth - 1];
  char c = scan->at < scan->length ? scan->text[scan->at] : '\0';

  if (c == (frame->is_object ? '}' : ']'))
    return close_container (scan);
  if (c != ',')
    return fail_character (scan, frame->is_object ? "a comma or }" : "a comma or ]");
  scan->at++;
  frame->index++;
  frame->has_name = FALSE;
  *state = frame->is_object ? STATE_NAME : STATE_VALUE;
  return TRUE;
}

static gboolean
scan_step (Scan *scan, State *state)
{
  char c = scan->at < scan->length ? scan->text[scan->at] : '\0';

  if ((*state == STATE_FIRST_ITEM && c == ']') || (*state == STATE_FIRST_NAME && c == '}'))
    {
      *state = STATE_AFTER;
      return close_container (scan);
    }
  switch (*state)
    {
    case STATE_VALUE:
    case STATE_FIRST_ITEM:
      return scan_value (scan, state);
    case STATE_FIRST_NAME:
    case STATE_NAME:
      *state = STATE_VALUE;
      return scan_name (scan);
    case STATE_AFTER:
      break;
    }
  return scan_after (scan, state);
}

/* FALSE with `problem`, or without when cancelled. */
static gboolean
scan_text (Scan *scan, GCancellable *cancellable)
{
  State state = STATE_VALUE;

  skip_blanks (scan);
  if (scan->at == scan->length)
    return fail (scan, scan->at, ENT_ERROR_SYNTAX, "the file is empty");
  for (;;)
    {
      skip_blanks (scan);
      if (state == STATE_AFTER && scan->depth == 0)
        break;
      if (scan->n_values % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (!scan_step (scan, &state))
        return FALSE;
    }
  return scan->at == scan->length || fail_character (scan, "the end of the file");
}

EntJsonGate *
ent_json_gate_new (GBytes *bytes, const EntRecordType *type, GCancellable *cancellable, EntProblem **problem)
{
  g_autoptr (EntJsonGate) self = g_new0 (EntJsonGate, 1);
  Scan scan = { .type = type, .gate = self };
  gboolean fine;

  self->bytes = g_bytes_ref (bytes);
  self->text = g_bytes_get_data (bytes, &self->length);
  self->line = self->column = 1;
  *problem = NULL;
  if (self->length > ENT_JSON_MAX_BYTES)
    {
      *problem = ent_problem_new (ENT_SEVERITY_ERROR, ENT_ERROR_LIMIT, 1, 1, NULL, "the file is larger than 128 MiB");
      return NULL;
    }
  if (self->length >= 3 && memcmp (self->text, "\xef\xbb\xbf", 3) == 0)
    {
      self->text += 3;
      self->length -= 3;
    }
  scan.text = self->text;
  scan.length = (guint32) self->length;
  scan.names = g_array_new (FALSE, FALSE, sizeof (Name));
  scan.decoded = g_string_new (NULL);
  fine = scan_text (&scan, cancellable);
  g_array_unref (scan.names);
  g_string_free (scan.decoded, TRUE);
  *problem = scan.problem;
  return fine ? g_steal_pointer (&self) : NULL;
}

void
ent_json_gate_free (EntJsonGate *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    {
      EntJsonMember *member = &g_array_index (self->members, EntJsonMember, i);

      g_free (member->name);
      g_clear_pointer (&member->items, g_array_unref);
    }
  g_clear_pointer (&self->members, g_array_unref);
  g_bytes_unref (self->bytes);
  g_free (self);
}
