/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit-script.h"

#include <string.h>

#include "ent-anchor.h"

static const char *const words[] = {
  "the", "minister", "said", "that", "troops", "of", "both", "countries", "would", "meet", "in", "May", "“talks”", "don’t", "agree", "on",
  "trade", "U.S.", "north", "border", "10,000", "with", "new", "sanctions", "after", "a", "visit", "—", "to", "Beijing", "which", "reported",
  "officials", "earlier", "this", "week", "Größe", "école", "e\314\201cole", "Путин", "заявил", "что", "Москва", "中国", "朝鲜半岛", "会談",
  "한국은", "북한의", "الصين", "روسيا", "על", "🇰🇵", "👩‍🚀", "naïve", "Þór", "however", "“dangerous", "expansion”", "alliance", "treaty"
};

static void
put (Edited *self, gunichar c, gint32 origin)
{
  g_array_append_val (self->chars, c);
  g_array_append_val (self->origins, origin);
}

static char *
random_sentence (GRand *rand)
{
  GString *out = g_string_new (NULL);
  int n = g_rand_int_range (rand, 4, 24);

  for (int i = 0; i < n; i++)
    {
      const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];

      if (i > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, word);
      if (g_rand_int_range (rand, 0, 4) == 0) /* words of its own, as in real text */
        for (int j = 0; j < 4; j++)
          g_string_append_c (out, (char) g_rand_int_range (rand, 'a', 'z' + 1));
    }
  g_string_append (out, ".");
  return g_string_free (out, FALSE);
}

EntArticle *
random_article (GRand *rand, guint size, guint n)
{
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *text = g_string_new (NULL);
  gint64 length = 0;
  g_autofree EntRecord **excerpts = g_new (EntRecord *, n);
  g_autofree char *sha256 = NULL;

  while (length < (gint64) size)
    {
      char *sentence = sentences->len > 2 && g_rand_int_range (rand, 0, 10) == 0
                           ? g_strdup (g_ptr_array_index (sentences, g_rand_int_range (rand, 0, (int) sentences->len - 1)))
                           : random_sentence (rand);

      g_array_append_val (starts, length);
      g_ptr_array_add (sentences, sentence);
      g_string_append (text, sentence);
      g_string_append_c (text, g_rand_int_range (rand, 0, 6) == 0 ? '\n' : ' ');
      length += g_utf8_strlen (sentence, -1) + 1;
    }
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
  ent_record_set_string (&article->id, "a");
  ent_record_set_string (&article->text, text->str);
  ent_record_set_string (&article->sha256, sha256);
  for (guint i = 0; i < n; i++)
    {
      guint which = (guint) g_rand_int_range (rand, 0, (int) sentences->len);
      gint64 start = g_array_index (starts, gint64, which), long_ = g_utf8_strlen (g_ptr_array_index (sentences, which), -1);
      gint64 end = start + long_;
      g_autofree char *id = g_strdup_printf ("x%u", i);

      if (g_rand_int_range (rand, 0, 3) == 0 && long_ > 30)
        {
          start += g_rand_int_range (rand, 0, (int) long_ / 3);
          end -= g_rand_int_range (rand, 0, (int) long_ / 3);
        }
      excerpts[i] = (EntRecord *) ent_anchor_new_excerpt (article, id, start, end, NULL);
    }
  article->excerpts = ent_records_new_take (excerpts, n);
  g_ptr_array_unref (sentences);
  g_array_unref (starts);
  g_string_free (text, TRUE);
  return article;
}

Edited *
edited_new (const char *text)
{
  Edited *self = g_new (Edited, 1);
  gint32 i = 0;

  self->chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->origins = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    put (self, g_utf8_get_char (p), i++);
  return self;
}

void
edited_free (Edited *self)
{
  g_array_unref (self->chars);
  g_array_unref (self->origins);
  g_free (self);
}

static gunichar
at (const Edited *self, guint i)
{
  return g_array_index (self->chars, gunichar, i);
}

static gint32
origin (const Edited *self, guint i)
{
  return g_array_index (self->origins, gint32, i);
}

/* The sentence around a random place, with the blank after it. */
static gboolean
random_stretch (const Edited *self, GRand *rand, guint *from, guint *to)
{
  guint n = self->chars->len, i, j;

  if (n < 10)
    return FALSE;
  i = j = (guint) g_rand_int_range (rand, 0, (int) n);
  while (i > 0 && !(g_unichar_isspace (at (self, i - 1)) && i > 1 && at (self, i - 2) == '.'))
    i--;
  while (j < n && !(at (self, j) == '.' && j + 1 < n && g_unichar_isspace (at (self, j + 1))))
    j++;
  *from = i;
  *to = MIN (j + 2, n);
  return TRUE;
}

static void
insert_stretch (Edited *self, guint place, const gunichar *chars, const gint32 *origins, guint n)
{
  g_array_insert_vals (self->chars, place, chars, n);
  g_array_insert_vals (self->origins, place, origins, n);
}

static void
change_one (Edited *self, GRand *rand, guint i)
{
  gunichar c = at (self, i), d = c;

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      d = g_unichar_isupper (c) ? g_unichar_tolower (c) : g_unichar_toupper (c);
      break;
    case 1:
      d = c == 0x201c || c == 0x201d ? '"' : c == 0x2019 ? '\'' : c == 0x2014 ? '-' : c == ' ' ? 0xa0 : c;
      break;
    default:
      d = (gunichar) g_rand_int_range (rand, 'a', 'z' + 1);
    }
  if (d == c)
    return;
  g_array_index (self->chars, gunichar, i) = d;
  g_array_index (self->origins, gint32, i) = -1;
}

static void
edit (Edited *self, GRand *rand)
{
  guint from, to, n, place;
  g_autofree gunichar *chars = NULL;
  g_autofree gint32 *origins = NULL;
  int what = g_rand_int_range (rand, 0, 9);

  if (!random_stretch (self, rand, &from, &to))
    return;
  n = to - from;
  chars = g_memdup2 ((gunichar *) self->chars->data + from, n * sizeof (gunichar));
  origins = g_memdup2 ((gint32 *) self->origins->data + from, n * sizeof (gint32));
  if (what == 0 || what == 1) /* delete or move */
    {
      g_array_remove_range (self->chars, from, n);
      g_array_remove_range (self->origins, from, n);
    }
  if (what == 1 || what == 2) /* move or double */
    {
      guint unused;

      place = self->chars->len;
      if (random_stretch (self, rand, &from, &unused))
        place = from;
      insert_stretch (self, place, chars, origins, n);
    }
  else if (what == 3) /* insert */
    {
      g_autofree char *sentence = random_sentence (rand);
      glong length;
      g_autofree gunichar *new_chars = g_utf8_to_ucs4_fast (sentence, -1, &length);
      g_autofree gint32 *new_origins = g_malloc ((gsize) (length + 1) * sizeof (gint32));

      new_chars = g_realloc (new_chars, (gsize) (length + 1) * sizeof (gunichar));
      new_chars[length] = ' ';
      memset (new_origins, 0xff, (gsize) (length + 1) * sizeof (gint32));
      insert_stretch (self, from, new_chars, new_origins, (guint) length + 1);
    }
  else if (what == 4) /* a second blank, or a character gone */
    {
      gunichar blank = ' ';
      gint32 none = -1;

      place = (guint) g_rand_int_range (rand, (int) from, (int) to);
      if (at (self, place) == ' ')
        insert_stretch (self, place, &blank, &none, 1);
      else
        {
          g_array_remove_index (self->chars, place);
          g_array_remove_index (self->origins, place);
        }
    }
  else if (what > 4)
    for (int i = g_rand_int_range (rand, 1, 6); i > 0; i--)
      change_one (self, rand, (guint) g_rand_int_range (rand, (int) from, (int) to));
}

void
edited_apply (Edited *self, GRand *rand, guint n)
{
  for (guint i = 0; i < n; i++)
    edit (self, rand);
}

char *
edited_text (const Edited *self)
{
  return g_ucs4_to_utf8 ((gunichar *) self->chars->data, self->chars->len, NULL, NULL, NULL);
}

gboolean
edited_is_right (const Edited *self, const EntExcerpt *excerpt, gint64 start, gint64 end)
{
  gint64 want = excerpt->start, same = 0;

  if (start < 0 || end > (gint64) self->chars->len)
    return FALSE;
  for (gint64 i = start; i < end; i++)
    {
      gint64 here = origin (self, (guint) i);

      if (here < want || here >= excerpt->end)
        continue;
      same++;
      want = here + 1;
    }
  return same * 5 >= (excerpt->end - excerpt->start) * 4 && same * 5 >= (end - start) * 4;
}

Fate
edited_fate (const Edited *self, const EntArticle *article, const EntExcerpt *excerpt)
{
  Fate fate = { FALSE, -1, -1, G_MAXUINT };
  gint64 length = excerpt->end - excerpt->start;

  /* The best stretch that starts with some code point of the excerpt: a walk along it, in order. */
  for (guint i = 0; i < self->chars->len; i++)
    {
      gint64 next = origin (self, i);
      guint same = 0, j = i, last = i;

      if (next < excerpt->start || next >= excerpt->end || (i > 0 && origin (self, i - 1) == next - 1 && next > excerpt->start))
        continue;
      for (gint64 want = next; j < self->chars->len && j < i + (guint) length * 5 / 4; j++)
        {
          gint64 here = origin (self, j);

          if (here >= want && here < excerpt->end && here < want + 16)
            {
              same++;
              want = here + 1;
              last = j;
            }
        }
      {
        guint gone = (guint) length - same, come = last + 1 - i - same, differences = MAX (gone, come);

        if (differences < fate.differences)
          fate = (Fate) { differences == 0, i, last + 1, differences };
      }
    }
  return fate;
}
