/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the format's contract, "What is refused", read off the flags of a field.
 * Invariant: a record that passes here is read back from a file as it is. */
#include "ent-field-rules.h"

#include <math.h>
#include <string.h>

#include "ent-edtf.h"
#include "ent-types.h"

#define MAX_COORDINATE 1e9
#define MAX_QUOTED 60 /* code points of a wrong value in a message */

static gboolean
is_colour (const char *value)
{
  if (value[0] != '#' || strlen (value) != 7)
    return FALSE;
  for (int i = 1; i < 7; i++)
    if (!g_ascii_isxdigit (value[i]))
      return FALSE;
  return TRUE;
}

gboolean
ent_is_picture (const char *value)
{
  static const char *const heads[] = { "data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,",
                                       "data:image/svg+xml;base64," };
  static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (value, heads[i]))
      {
        const char *data = value + strlen (heads[i]);
        gsize n = strspn (data, base64);

        return n > 0 && data[n + strspn (data + n, "=")] == '\0';
      }
  return FALSE;
}

char *
ent_field_check_string_of_newer (const EntField *field, const char *value)
{
  gboolean empty = value[0] == '\0';
  gsize most = (field->flags & ENT_FIELD_LONG) != 0 ? ENT_MAX_LONG_STRING : ENT_MAX_STRING;
  const char *wrong;

  if (empty && (field->flags & ENT_FIELD_ID) != 0)
    return g_strdup ("an id may not be empty");
  if (empty && (field->flags & ENT_FIELD_NOT_EMPTY) != 0)
    return g_strdup ("this may not be empty");
  if ((field->flags & ENT_FIELD_COLOUR) != 0 && !is_colour (value))
    return g_strdup ("a colour is # and six hexadecimal digits");
  if ((field->flags & ENT_FIELD_EDTF) != 0 && !empty && (wrong = ent_edtf_check (value)) != NULL)
    return g_strdup (wrong);
  if (strlen (value) > most)
    return g_strdup_printf ("this is longer than %u MiB", (guint) (most >> 20));
  return NULL;
}

char *
ent_field_check_string (const EntField *field, const char *value)
{
  g_autofree char *allowed = NULL;

  if (field->choices == NULL || g_strv_contains (field->choices, value)
      || (value[0] == '\0' && (field->flags & ENT_FIELD_OR_EMPTY) != 0))
    return ent_field_check_string_of_newer (field, value);
  allowed = g_strjoinv (", ", (char **) field->choices);
  return g_strdup_printf ("\"%.*s\" is not one of %s",
                          (int) (g_utf8_offset_to_pointer (value, MIN (MAX_QUOTED, g_utf8_strlen (value, -1))) - value), value, allowed);
}

const char *
ent_field_check_number (const EntField *field, double value)
{
  if (!isfinite (value))
    return "this is not a number";
  if ((field->flags & ENT_FIELD_COORDINATE) != 0 && fabs (value) > MAX_COORDINATE)
    return "a coordinate lies within ±1e9";
  if ((field->flags & ENT_FIELD_LATITUDE) != 0 && fabs (value) > 90)
    return "a latitude lies within ±90";
  if ((field->flags & ENT_FIELD_LONGITUDE) != 0 && fabs (value) > 180)
    return "a longitude lies within ±180";
  if ((field->flags & ENT_FIELD_POSITIVE) != 0 && value <= 0)
    return "this must be more than 0";
  return NULL;
}

/* What is wrong with string @value of @field: also what the gate refuses before a reader sees it. */
static char *
check_text (const EntField *field, const char *value)
{
  return g_utf8_validate (value, -1, NULL) ? ent_field_check_string (field, value) : g_strdup ("this is not UTF-8 text");
}

char *
ent_record_field_check (const EntRecord *record, guint i)
{
  const EntField *field = &record->type->fields[i];
  gpointer slot = ent_record_slot (record, i);
  char *wrong = NULL;

  switch (field->kind)
    {
    case ENT_FIELD_STRING:
      return check_text (field, *(char **) slot);
    case ENT_FIELD_NUMBER:
      return g_strdup (ent_field_check_number (field, *(double *) slot));
    case ENT_FIELD_STRINGS:
      for (guint j = 0; j < ent_strings_n (*(EntStrings **) slot) && wrong == NULL; j++)
        wrong = check_text (field, (*(EntStrings **) slot)->items[j]);
      return wrong;
    case ENT_FIELD_RECORD:
      return *(EntRecord **) slot != NULL ? ent_record_check (*(EntRecord **) slot) : NULL;
    case ENT_FIELD_RECORDS:
      for (guint j = 0; j < ent_records_n (*(EntRecords **) slot) && wrong == NULL; j++)
        wrong = ent_record_check ((*(EntRecords **) slot)->items[j]);
      return wrong;
    case ENT_FIELD_INTEGER:
    case ENT_FIELD_INTEGERS:
    case ENT_FIELD_BOOL:
    case ENT_FIELD_LIST:
      break;
    }
  return NULL;
}

char *
ent_record_check (const EntRecord *record)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];
      g_autofree char *wrong = NULL;

      if (!ent_record_is_written (record, i))
        {
          if ((field->flags & ENT_FIELD_REQUIRED) != 0)
            return g_strdup_printf ("%s: missing", field->name);
          continue;
        }
      wrong = ent_record_field_check (record, i);
      if (wrong != NULL)
        return g_strdup_printf ("%s: %s", field->name, wrong);
    }
  if (record->type == &ent_excerpt_type)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) record;

      if (excerpt->start < 0 || excerpt->end <= excerpt->start || excerpt->end > ENT_MAX_POSITION)
        return g_strdup ("end: the end lies behind the start, up to 2^31");
    }
  return NULL;
}
