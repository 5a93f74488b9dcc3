/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canonical spelling and layout. Everything is written compactly first and laid out in one pass afterwards, so known and unknown
 * members cannot look different.
 * Invariant: the layout adds blanks and line feeds between tokens and changes nothing else. */
#include "ent-json-text.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 64
#define MAX_INLINE_STRING 80 /* code points */
#define WHOLE_LIMIT 9007199254740992.0 /* 2^53 */

void
ent_json_append_string (GString *out, const char *text, gsize length)
{
  const char *end = text + length, *run = text;

  g_string_append_c (out, '"');
  for (const char *p = text; p < end; p++)
    {
      guchar c = (guchar) *p;
      const char *from = p;

      /* U+FFFE and U+FFFF are EF BF BE and EF BF BF. */
      if (c == 0xef && end - p >= 3 && (guchar) p[1] == 0xbf && (guchar) p[2] >= 0xbe)
        p += 2;
      else if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, run, from - run);
      run = p + 1;
      switch (c)
        {
        case '"':
          g_string_append (out, "\\\"");
          break;
        case '\\':
          g_string_append (out, "\\\\");
          break;
        case '\b':
          g_string_append (out, "\\b");
          break;
        case '\f':
          g_string_append (out, "\\f");
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        case 0xef:
          g_string_append (out, (guchar) *p == 0xbe ? "\\ufffe" : "\\uffff");
          break;
        default:
          g_string_append_printf (out, "\\u%04x", c);
        }
    }
  g_string_append_len (out, run, end - run);
  g_string_append_c (out, '"');
}

/* The code unit of the \u escape whose backslash is at @p. */
static gunichar
escaped_unit (const char *p)
{
  gunichar unit = 0;

  for (int i = 2; i < 6; i++)
    unit = unit * 16 + (gunichar) g_ascii_xdigit_value (p[i]);
  return unit;
}

void
ent_json_decode (GString *out, const char *raw, gsize length)
{
  static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
  const char *end = raw + length;

  while (raw < end)
    {
      const char *escape = memchr (raw, '\\', (gsize) (end - raw));

      g_string_append_len (out, raw, (escape != NULL ? escape : end) - raw);
      if (escape == NULL)
        return;
      raw = escape + 2;
      if (escape[1] == 'u')
        {
          gunichar c = escaped_unit (escape);

          raw = escape + 6;
          if (c >= 0xd800 && c <= 0xdbff)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (escaped_unit (raw) - 0xdc00);
              raw += 6;
            }
          g_string_append_unichar (out, c);
        }
      else
        {
          const char *letter = strchr (from, escape[1]);

          g_string_append_c (out, letter != NULL ? to[letter - from] : escape[1]);
        }
    }
}

/* The shortest decimals of @number > 0 as "d.ddde+xx" in @buffer. Fifteen digits tell every normal double of so few digits apart
 * from its neighbours (DBL_DIG), so only subnormal ones must be tried from one digit on. Below a power of two the doubles lie twice
 * as close as above it: there the nearest decimals may miss where those one step up hit. */
static void
shortest_decimals (double number, char buffer[G_ASCII_DTOSTR_BUF_SIZE])
{
  for (int digits = number < 2.3e-308 ? 1 : 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", digits - 1);
      g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        return;
      if (digits == 16 && buffer[16] != '9')
        {
          buffer[16]++;
          if (g_ascii_strtod (buffer, NULL) == number)
            return;
        }
    }
}

void
ent_json_append_number (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE], digits[20];
  int n = 0, exponent;

  g_return_if_fail (isfinite (number));
  if (fabs (number) <= WHOLE_LIMIT && number == trunc (number))
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
      return;
    }
  if (number < 0)
    g_string_append_c (out, '-');
  shortest_decimals (fabs (number), buffer);
  for (const char *p = buffer; *p != 'e'; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  exponent = (int) g_ascii_strtoll (strchr (buffer, 'e') + 1, NULL, 10);
  if (fabs (number) < 1e-6 || fabs (number) > WHOLE_LIMIT)
    {
      g_string_append_c (out, digits[0]);
      if (n > 1)
        g_string_append_c (out, '.');
      g_string_append_len (out, digits + 1, n - 1);
      g_string_append_printf (out, "e%d", exponent);
    }
  else if (exponent < 0)
    {
      g_string_append (out, "0.");
      for (int i = -1; i > exponent; i--)
        g_string_append_c (out, '0');
      g_string_append_len (out, digits, n);
    }
  else /* not whole, so there are digits past the point */
    {
      g_string_append_len (out, digits, exponent + 1);
      g_string_append_c (out, '.');
      g_string_append_len (out, digits + exponent + 1, n - exponent - 1);
    }
}

/* The byte behind the string that starts at @p; @count gets its code points. */
static const char *
skip_string (const char *p, gsize *count)
{
  *count = 0;
  for (p++; *p != '"'; p++)
    {
      if (*p == '\\')
        p += p[1] == 'u' ? 5 : 1;
      if (((guchar) *p & 0xc0) != 0x80)
        *count += 1;
    }
  return p + 1;
}

void
ent_json_append_compact (GString *out, const char *json, gsize length)
{
  const char *end = json + length, *p = json;
  g_autoptr (GString) decoded = g_string_new (NULL);

  while (p < end)
    {
      const char *from = p;
      gsize count;

      if (*p == '"')
        {
          p = skip_string (p, &count);
          g_string_truncate (decoded, 0);
          ent_json_decode (decoded, from + 1, (gsize) (p - from) - 2);
          ent_json_append_string (out, decoded->str, decoded->len);
        }
      else if (*p == '-' || g_ascii_isdigit (*p))
        {
          while (p < end && (g_ascii_isalnum (*p) || *p == '.' || *p == '+' || *p == '-'))
            p++;
          g_string_truncate (decoded, 0);
          g_string_append_len (decoded, from, p - from);
          ent_json_append_number (out, g_ascii_strtod (decoded->str, NULL));
        }
      else if (!g_ascii_isspace (*p++))
        g_string_append_c (out, *from);
    }
}

/* TRUE when the container that opens at @p stands on one line. Stops at the first sign that it does not, so the whole layout stays
 * linear. */
static gboolean
fits_one_line (const char *p)
{
  char close = *p == '{' ? '}' : ']';

  for (p++; *p != close;)
    {
      gsize count = 0;

      if (*p == '{' || *p == '[')
        return FALSE;
      if (*p != '"')
        {
          p++;
          continue;
        }
      p = skip_string (p, &count);
      if (count > MAX_INLINE_STRING && *p != ':')
        return FALSE;
    }
  return TRUE;
}

static void
append_line_feed (GString *out, guint depth)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

void
ent_json_append_laid_out (GString *out, const char *compact, gsize length)
{
  const char *end = compact + length, *p = compact;
  gboolean inline_at[MAX_DEPTH + 1] = { TRUE };
  guint depth = 0;

  while (p < end)
    {
      const char *from = p;
      gsize count;

      switch (*p)
        {
        case '{':
        case '[':
          g_return_if_fail (depth < MAX_DEPTH);
          inline_at[++depth] = fits_one_line (p);
          g_string_append_c (out, *p++);
          if (!inline_at[depth])
            append_line_feed (out, depth);
          break;
        case '}':
        case ']':
          if (!inline_at[depth--])
            append_line_feed (out, depth);
          g_string_append_c (out, *p++);
          break;
        case ',':
          g_string_append_c (out, *p++);
          if (inline_at[depth])
            g_string_append_c (out, ' ');
          else
            append_line_feed (out, depth);
          break;
        case ':':
          g_string_append (out, ": ");
          p++;
          break;
        case '"':
          p = skip_string (p, &count);
          g_string_append_len (out, from, p - from);
          break;
        default:
          while (p < end && strchr (",]}", *p) == NULL)
            p++;
          g_string_append_len (out, from, p - from);
        }
    }
}
