/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets stand in a table by their first three folded characters, so that a text is searched for all of them in one pass.
 * Invariant: replacing and finding use the same rule, so a replaced text holds nothing that is found. */
#include "ent-secrets.h"

#include <string.h>

#include "ent-fold.h"

#define WITHHELD "[withheld]"
#define ANYWHERE 8 /* characters from which a secret is found inside words too */
#define WHOLE_WORD 3
#define KEY 3

typedef struct
{
  char *text, *replacement;
  EntSecretKind kind;
  EntFold *fold;
  gboolean joined; /* of a script that sets no words apart */
  gboolean ascii;
  gboolean off;
} Secret;

struct _EntSecrets
{
  GPtrArray *all;      /* of Secret, owned */
  GHashTable *by_start; /* of the first three characters -> GPtrArray of Secret, longest first */
  GPtrArray *shorts;   /* of fewer than three */
};

/* A folded text under search, with what it was. */
typedef struct
{
  EntFold *fold;
  gunichar *plain;
} Text;

static void
secret_free (gpointer data)
{
  Secret *secret = data;

  g_free (secret->text);
  g_free (secret->replacement);
  ent_fold_free (secret->fold);
  g_free (secret);
}

EntSecrets *
ent_secrets_new (void)
{
  EntSecrets *self = g_new0 (EntSecrets, 1);

  self->all = g_ptr_array_new_with_free_func (secret_free);
  self->by_start = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->shorts = g_ptr_array_new ();
  return self;
}

void
ent_secrets_free (EntSecrets *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_start);
  g_ptr_array_unref (self->shorts);
  g_ptr_array_unref (self->all);
  g_free (self);
}

static gpointer
key_of (const gunichar *chars)
{
  return GUINT_TO_POINTER ((chars[0] * 31 + chars[1]) * 31 + chars[2]);
}

static gboolean
joins_words (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_ARMENIAN:
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
      return FALSE;
    default:
      return TRUE;
    }
}

static void
trim (EntFold *fold)
{
  while (fold->n > 0 && fold->chars[fold->n - 1] == ' ')
    fold->n--;
}

static int
longest_first (gconstpointer a, gconstpointer b)
{
  const Secret *first = *(Secret *const *) a, *second = *(Secret *const *) b;

  return first->fold->n < second->fold->n ? 1 : first->fold->n > second->fold->n ? -1 : 0;
}

void
ent_secrets_add (EntSecrets *self, const char *text, EntSecretKind kind, const char *replacement)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  Secret *secret;
  GPtrArray *bucket = self->shorts;

  if (clean[0] == '\0')
    return;
  secret = g_new0 (Secret, 1);
  secret->text = g_strdup (clean);
  secret->replacement = g_strdup (replacement);
  secret->kind = kind;
  secret->fold = ent_fold_new (clean);
  trim (secret->fold);
  if (secret->fold->n == 0)
    {
      secret_free (secret);
      return;
    }
  secret->joined = joins_words (secret->fold->chars[0]);
  secret->ascii = g_str_is_ascii (clean);
  g_ptr_array_add (self->all, secret);
  if (secret->fold->n >= KEY)
    {
      gpointer key = key_of (secret->fold->chars);

      bucket = g_hash_table_lookup (self->by_start, key);
      if (bucket == NULL)
        {
          bucket = g_ptr_array_new ();
          g_hash_table_insert (self->by_start, key, bucket);
        }
    }
  g_ptr_array_add (bucket, secret);
  /* Few share a start but where texts are left out, and those need no order among themselves. */
  if (kind <= ENT_SECRET_RENAMED)
    g_ptr_array_sort (bucket, longest_first);
}

/* --- Searching --- */

static Text
text_new (const char *text)
{
  return (Text) { ent_fold_new (text), g_utf8_to_ucs4_fast (text, -1, NULL) };
}

static void
text_clear (Text *text)
{
  ent_fold_free (text->fold);
  g_free (text->plain);
}

static gboolean
is_letter (const EntFold *fold, guint i)
{
  return i < fold->n && (g_unichar_isalnum (fold->chars[i]) || g_unichar_ismark (fold->chars[i]));
}

/* TRUE when the @n folded characters at @at were @secret's text to the letter. */
static gboolean
same_case (const Text *text, const Secret *secret, guint at, guint n)
{
  const char *p = secret->text;

  for (guint32 i = text->fold->origins[at]; i < text->fold->origins[at + n]; i++)
    {
      if (*p == '\0')
        return ent_fold_sign (text->plain[i]) == 0;
      if (g_utf8_get_char (p) != text->plain[i])
        return FALSE;
      p = g_utf8_next_char (p);
    }
  return *p == '\0';
}

static gboolean
stands_at (const Text *text, const Secret *secret, guint at)
{
  guint n = secret->fold->n;

  if (secret->off || at + n > text->fold->n
      || memcmp (text->fold->chars + at, secret->fold->chars, n * sizeof (gunichar)) != 0)
    return FALSE;
  if (secret->joined || n >= ANYWHERE)
    return TRUE;
  if (at > 0 && is_letter (text->fold, at - 1) && is_letter (secret->fold, 0))
    return FALSE;
  return n > WHOLE_WORD || (!is_letter (text->fold, at + n) && same_case (text, secret, at, n));
}

/* The longest secret that stands at @at. */
static Secret *
secret_at (const EntSecrets *self, const Text *text, guint at, EntSecretKind last)
{
  GPtrArray *buckets[2] = { self->shorts->len > 0 ? self->shorts : NULL, NULL };

  if (at + KEY <= text->fold->n)
    buckets[1] = g_hash_table_lookup (self->by_start, key_of (text->fold->chars + at));
  for (int b = 1; b >= 0; b--)
    for (guint i = 0; buckets[b] != NULL && i < buckets[b]->len; i++)
      {
        Secret *secret = g_ptr_array_index (buckets[b], i);

        if (secret->kind <= last && stands_at (text, secret, at))
          return secret;
      }
  return NULL;
}

void
ent_secrets_allow_rest (EntSecrets *self, const char *text)
{
  Text folded = text_new (text);

  for (guint at = 0; at + KEY <= folded.fold->n; at++)
    {
      GPtrArray *bucket = g_hash_table_lookup (self->by_start, key_of (folded.fold->chars + at));

      for (guint i = 0; bucket != NULL && i < bucket->len; i++)
        {
          Secret *secret = g_ptr_array_index (bucket, i);

          if (secret->kind == ENT_SECRET_REST && stands_at (&folded, secret, at))
            secret->off = TRUE;
        }
    }
  text_clear (&folded);
}

const char *
ent_secrets_find (const EntSecrets *self, const char *text, guint least)
{
  Text folded = text_new (text);
  const char *found = NULL;

  for (guint at = 0; found == NULL && at < folded.fold->n; at++)
    {
      Secret *secret = secret_at (self, &folded, at, ENT_SECRET_REST);

      if (secret != NULL && (!secret->ascii || secret->fold->n >= least))
        found = secret->text;
    }
  text_clear (&folded);
  return found;
}

/* Behind the word that goes on at @at: the ending of a name goes with it. */
static guint
word_end (const Text *text, const Secret *secret, guint at)
{
  while (!secret->joined && is_letter (secret->fold, secret->fold->n - 1) && is_letter (text->fold, at))
    at++;
  return at;
}

static void
append_plain (GString *out, const Text *text, guint32 from, guint32 to)
{
  for (guint32 i = from; i < to; i++)
    g_string_append_unichar (out, text->plain[i]);
}

static char *
replace (const EntSecrets *self, const char *text, gboolean quote)
{
  Text folded = text_new (text);
  GString *out = g_string_new (NULL);
  guint32 done = 0;

  for (guint at = 0; at < folded.fold->n;)
    {
      Secret *secret = secret_at (self, &folded, at, ENT_SECRET_RENAMED);

      if (secret == NULL)
        {
          at++;
          continue;
        }
      if (quote && secret->kind == ENT_SECRET_HIDDEN)
        {
          g_string_assign (out, WITHHELD);
          text_clear (&folded);
          return g_string_free (out, FALSE);
        }
      append_plain (out, &folded, done, folded.fold->origins[at]);
      if (secret->kind == ENT_SECRET_HIDDEN)
        g_string_append (out, WITHHELD);
      else
        g_string_append_printf (out, quote ? "[%s]" : "%s", secret->replacement);
      at = word_end (&folded, secret, at + secret->fold->n);
      done = folded.fold->origins[at];
    }
  append_plain (out, &folded, done, folded.fold->origins[folded.fold->n]);
  text_clear (&folded);
  return g_string_free (out, FALSE);
}

char *
ent_secrets_replace (const EntSecrets *self, const char *text)
{
  return replace (self, text, FALSE);
}

char *
ent_secrets_replace_quote (const EntSecrets *self, const char *text)
{
  return replace (self, text, TRUE);
}

/* Four hex digits at @p, or -1. */
static int
hex4 (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    if (!g_ascii_isxdigit (p[i]))
      return -1;
    else
      value = value * 16 + g_ascii_xdigit_value (p[i]);
  return value;
}

void
ent_secrets_unescape (GString *text)
{
  g_autofree char *old = g_strndup (text->str, text->len);

  g_string_truncate (text, 0);
  for (const char *p = old; *p != '\0'; p++)
    {
      int unit = p[0] == '\\' && p[1] == 'u' ? hex4 (p + 2) : -1, low;

      if (*p != '\\' || p[1] == '\0')
        g_string_append_c (text, *p);
      else if (unit > 0)
        {
          p += 5;
          low = unit >= 0xd800 && unit < 0xdc00 && p[1] == '\\' && p[2] == 'u' ? hex4 (p + 3) : -1;
          if (low >= 0xdc00 && low < 0xe000)
            {
              g_string_append_unichar (text, 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) low - 0xdc00));
              p += 6;
            }
          else if (unit < 0xd800 || unit >= 0xe000)
            g_string_append_unichar (text, (gunichar) unit);
        }
      else
        {
          p++;
          g_string_append_c (text, strchr ("nrtbf", *p) != NULL ? ' ' : *p);
        }
    }
}
