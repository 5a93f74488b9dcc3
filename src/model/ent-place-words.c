/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One walk over the text: an angle is a letter or none, one to three numbers that get smaller by 60, and a letter or none. Invariant:
 * what is taken lies within the limits of the format. */
#include "ent-place-words.h"

#include <math.h>
#include <string.h>

#include "ent-error.h"

typedef struct
{
  double degrees;
  char letter; /* N, S, E, W, or 0 */
} Angle;

static void
skip (const char **at, const char *marks)
{
  for (;;)
    {
      gunichar c = g_utf8_get_char (*at);

      if (c == 0 || (!g_unichar_isspace (c) && g_utf8_strchr (marks, -1, c) == NULL))
        return;
      *at = g_utf8_next_char (*at);
    }
}

static char
read_letter (const char **at)
{
  char letter = g_ascii_toupper (**at);

  if (letter == '\0' || strchr ("NSEW", letter) == NULL)
    return 0;
  (*at)++;
  return letter;
}

/* An unsigned number: "39", "39.9". */
static gboolean
read_number (const char **at, double *number)
{
  gsize n = strspn (*at, "0123456789");
  g_autofree char *digits = NULL;

  if (n > 0 && (*at)[n] == '.')
    n += 1 + strspn (*at + n + 1, "0123456789");
  if (n == 0 || n > 40)
    return FALSE;
  digits = g_strndup (*at, n);
  *number = g_ascii_strtod (digits, NULL);
  *at += n;
  return TRUE;
}

/* Where @marks begin at @at, the mark is passed over. */
static gboolean
read_mark (const char **at, const char *marks)
{
  const char *next = *at;
  gunichar c;

  skip (&next, "");
  c = g_utf8_get_char (next);
  if (c == 0 || g_utf8_strchr (marks, -1, c) == NULL)
    return FALSE;
  *at = g_utf8_next_char (next);
  return TRUE;
}

static gboolean
read_angle (const char **at, Angle *angle)
{
  gboolean negative = FALSE;
  double part;

  skip (at, "");
  angle->letter = read_letter (at);
  skip (at, "");
  if (**at == '-' || g_str_has_prefix (*at, "−"))
    {
      negative = TRUE;
      *at = g_utf8_next_char (*at);
    }
  else if (**at == '+')
    (*at)++;
  if (!read_number (at, &angle->degrees))
    return FALSE;
  if (read_mark (at, "°º"))
    {
      const char *next = *at;

      skip (&next, "");
      if (read_number (&next, &part) && part < 60 && read_mark (&next, "'′’"))
        {
          angle->degrees += part / 60;
          *at = next;
          skip (&next, "");
          if (read_number (&next, &part) && part < 60 && read_mark (&next, "\"″”"))
            {
              angle->degrees += part / 3600;
              *at = next;
            }
        }
    }
  skip (at, "");
  if (angle->letter == 0)
    angle->letter = read_letter (at);
  if (negative && angle->letter != 0)
    return FALSE;
  if (negative || angle->letter == 'S' || angle->letter == 'W')
    angle->degrees = -angle->degrees;
  return TRUE;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, ENT_ERROR, ENT_ERROR_EDIT, message);
  return FALSE;
}

static gboolean
is_across (char letter)
{
  return letter == 'E' || letter == 'W';
}

gboolean
ent_place_from_words (const char *words, double *lat, double *lon, GError **error)
{
  g_autofree char *text = g_strdup (words);
  const char *at = text;
  Angle a, b;

  /* A comma can part the two only where nothing else does. */
  if (strchr (text, ';') != NULL)
    g_strdelimit (text, ",", '.');
  if (!g_utf8_validate (text, -1, NULL) || !read_angle (&at, &a))
    return refuse (error, "write latitude and longitude in degrees, for example “39.9, 116.4” or “39.9 N, 116.4 E”");
  skip (&at, ",;/");
  if (!read_angle (&at, &b) || *at != '\0')
    return refuse (error, "write latitude and longitude in degrees, for example “39.9, 116.4” or “39.9 N, 116.4 E”");
  if (a.letter != 0 && b.letter != 0 && is_across (a.letter) == is_across (b.letter))
    return refuse (error, "one of the two is a latitude (N or S), the other a longitude (E or W)");
  if (is_across (a.letter) || (a.letter == 0 && b.letter != 0 && !is_across (b.letter)))
    {
      Angle first = a;

      a = b;
      b = first;
    }
  if (fabs (a.degrees) > 90)
    return refuse (error, "a latitude lies within ±90");
  if (fabs (b.degrees) > 180)
    return refuse (error, "a longitude lies within ±180");
  *lat = a.degrees + 0.0;
  *lon = b.degrees + 0.0;
  return TRUE;
}

char *
ent_number_to_words (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean plain = number == 0 || (fabs (number) >= 1e-4 && fabs (number) < 1e15);

  for (int digits = 1; digits <= 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

      g_ascii_formatd (text, sizeof text, format, number);
      /* Few digits of a large number would have an exponent. */
      if (g_ascii_strtod (text, NULL) == number && !(plain && strchr (text, 'e') != NULL))
        break;
    }
  return g_strdup (text);
}

char *
ent_place_to_words (double lat, double lon)
{
  g_autofree char *a = ent_number_to_words (lat), *b = ent_number_to_words (lon);

  return g_strdup_printf ("%s, %s", a, b);
}
