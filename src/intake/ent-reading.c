/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of reading, and the small rules that all readers share. */
#include "ent-reading.h"

#include <string.h>

#include "ent-compose.h"
#include "ent-date-words.h"
#include "ent-edtf.h"

#define MOST_OF_A_LINE 1000     /* code points */
#define MOST_OF_AN_ADDRESS 2000 /* bytes */

EntReading *
ent_reading_new (EntSourceKind kind)
{
  EntReading *self = g_new0 (EntReading, 1);
  char **slots[] = { &self->title,    &self->publisher, &self->author, &self->published, &self->accessed, &self->url,
                     &self->language, &self->text,      &self->type,   &self->sha256,    &self->encoding };

  self->kind = kind;
  self->pages = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    *slots[i] = g_strdup ("");
  return self;
}

void
ent_reading_free (EntReading *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->author);
  g_free (self->published);
  g_free (self->accessed);
  g_free (self->url);
  g_free (self->language);
  g_free (self->text);
  g_free (self->type);
  g_free (self->sha256);
  g_free (self->encoding);
  g_array_unref (self->pages);
  g_free (self);
}

/* TRUE for what shows nothing at all in a line: it would only part words that look whole. */
static gboolean
is_nothing (gunichar c)
{
  return c == 0xad || c == 0x200b || c == 0xfeff || (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f');
}

void
ent_reading_take_line (char **slot, char *text)
{
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0' && n < MOST_OF_A_LINE; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_nothing (c))
        continue;
      if (!g_unichar_isspace (c))
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
      n++;
    }
  if (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  g_free (*slot);
  *slot = g_utf8_normalize (line->str, -1, G_NORMALIZE_NFC);
  g_string_free (line, TRUE);
  g_free (text);
}

void
ent_reading_offer_line (char **slot, const char *text)
{
  if ((*slot)[0] == '\0' && text != NULL)
    ent_reading_take_line (slot, g_strdup (text));
}

void
ent_reading_take_text (EntReading *self, char *text)
{
  g_autofree char *own = text, *normal = ent_compose (own);
  GString *out = g_string_sized_new (strlen (normal) + 1);
  guint feeds = 2; /* line feeds at the end of out; none are wanted at the start */

  for (const char *line = normal; line != NULL;)
    {
      const char *end = strpbrk (line, "\r\n"), *next = end;
      gsize size = end != NULL ? (gsize) (end - line) : strlen (line);

      if (end != NULL)
        next = end[0] == '\r' && end[1] == '\n' ? end + 2 : end + 1;
      while (size > 0 && (line[size - 1] == ' ' || line[size - 1] == '\t' || line[size - 1] == '\f'))
        size--;
      if (size > 0)
        {
          g_string_append_len (out, line, (gssize) size);
          feeds = 0;
        }
      if (next != NULL && feeds < 2)
        {
          g_string_append_c (out, '\n');
          feeds++;
        }
      line = next;
    }
  while (out->len > 0 && out->str[out->len - 1] == '\n')
    g_string_truncate (out, out->len - 1);
  g_free (self->text);
  self->text = g_string_free (out, FALSE);
}

/* Digits at @p as a number, -1 where there are not @n of them. */
static int
digits (const char *p, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (p[i]))
        return -1;
      value = value * 10 + (p[i] - '0');
    }
  return value;
}

/* (transfer full) NULL where there is no such day. @month and @day may be -1: not stated. */
static char *
dup_day (int year, int month, int day)
{
  g_autofree char *edtf = month < 0 ? g_strdup_printf ("%04d", year)
                          : day < 0 ? g_strdup_printf ("%04d-%02d", year, month)
                                    : g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  return year > 0 && ent_edtf_check (edtf) == NULL ? g_steal_pointer (&edtf) : NULL;
}

/* YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD, before the end or a time. */
static char *
dup_numbers (const char *words)
{
  const char *p = words + 4;
  gboolean parted = *p == '-' || *p == '/';
  int month, day;

  if (digits (words, 4) < 0 || digits (words, 4) > 2200)
    return NULL;
  month = digits (p + parted, 2);
  if (month < 0 || (parted && p[3] != p[0]))
    return NULL;
  p += parted ? 4 : 2;
  day = digits (p, 2);
  if (day < 0 || g_ascii_isdigit (p[2]) || p[2] == '-' || p[2] == '/')
    return NULL;
  return dup_day (digits (words, 4), month, day);
}

/* "Sat, 02 Nov 2024 10:00:00 GMT" */
static char *
dup_mail_date (const char *words)
{
  g_autofree char *day = NULL, *edtf = NULL;
  const char *p = strchr (words, ',');
  const char *end;
  guint blanks = 0;

  if (p == NULL || p - words > 9)
    return NULL;
  while (*++p == ' ')
    ;
  for (end = p; *end != '\0' && (*end != ' ' || ++blanks < 3); end++)
    ;
  day = g_strndup (p, (gsize) (end - p));
  edtf = ent_date_from_words (day, NULL);
  return edtf != NULL && edtf[0] != '\0' ? g_steal_pointer (&edtf) : NULL;
}

char *
ent_reading_date (const char *words)
{
  g_autofree char *line = g_strdup ("");
  char *edtf = NULL;

  ent_reading_take_line (&line, g_strdup (words));
  if (g_ascii_strncasecmp (line, "D:", 2) == 0)
    {
      int year = digits (line + 2, 4), month = year < 0 ? -1 : digits (line + 6, 2),
          day = month < 0 ? -1 : digits (line + 8, 2);

      return (edtf = dup_day (year, month, day)) != NULL ? edtf : g_strdup ("");
    }
  if (strlen (line) >= 8 && (edtf = dup_numbers (line)) != NULL)
    return edtf;
  if ((edtf = dup_mail_date (line)) != NULL)
    return edtf;
  edtf = strlen (line) < 60 ? ent_date_from_words (line, NULL) : NULL;
  return edtf != NULL ? edtf : g_strdup ("");
}

char *
ent_reading_url (const char *url)
{
  g_autofree char *line = g_strstrip (g_strdup (url != NULL ? url : ""));
  g_autoptr (GUri) uri = NULL;

  if (strlen (line) > MOST_OF_AN_ADDRESS || strpbrk (line, " \t\n\r") != NULL
      || (g_ascii_strncasecmp (line, "http://", 7) != 0 && g_ascii_strncasecmp (line, "https://", 8) != 0))
    return g_strdup ("");
  uri = g_uri_parse (line, G_URI_FLAGS_PARSE_RELAXED, NULL);
  return uri != NULL && g_uri_get_host (uri) != NULL && g_uri_get_host (uri)[0] != '\0' ? g_steal_pointer (&line)
                                                                                        : g_strdup ("");
}

char *
ent_reading_language (const char *tag)
{
  g_autofree char *line = g_strdelimit (g_strstrip (g_strdup (tag != NULL ? tag : "")), "_", '-');
  g_auto (GStrv) parts = g_strsplit (line, "-", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize size = strlen (parts[i]);

      if (size < (i == 0 ? 2 : 1) || size > (i == 0 ? 3 : 8))
        return g_strdup ("");
      for (const char *p = parts[i]; *p != '\0'; p++)
        if (i == 0 ? !g_ascii_isalpha (*p) : !g_ascii_isalnum (*p))
          return g_strdup ("");
    }
  return g_steal_pointer (&line);
}
