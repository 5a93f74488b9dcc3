/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word says how many pixels follow: with RUN set all of one colour, which is the next word; else so many words of
 * colours. */
#include "ent-tile-pack.h"

#include <string.h>

#define RUN 0x80000000u
/* Shorter runs stay among the colours: a word for the run and one to go on would cost as much. */
#define LEAST_RUN 4
/* Of so many stretches of SAMPLE pixels one is looked at first. */
#define EVERY 16
#define SAMPLE 256

/* Pixels from @at on that are as the first of them. */
static guint
run_at (const guint32 *pixels, guint n, guint at)
{
  guint end = at + 1;

  while (end < n && pixels[end] == pixels[at])
    end++;
  return end - at;
}

/* Changes of colour, about. */
static guint
count_changes (const guint32 *pixels, guint n)
{
  guint changes = 0;

  for (guint from = 0; from < n; from += EVERY * SAMPLE)
    for (guint i = from + 1; i < MIN (from + SAMPLE, n); i++)
      changes += pixels[i] != pixels[i - 1];
  return n > EVERY * SAMPLE ? changes * EVERY : changes;
}

guint32 *
ent_tile_pack (const guint32 *pixels, guint n, guint most, guint *n_packed)
{
  guint32 *packed;
  guint words = 0, i = 0;

  *n_packed = 0;
  if (count_changes (pixels, n) > most)
    return NULL;
  packed = g_new (guint32, most + 1);
  while (i < n)
    {
      guint run = run_at (pixels, n, i), end = i;

      if (run >= LEAST_RUN)
        {
          if (words + 2 > most)
            break;
          packed[words++] = RUN | run;
          packed[words++] = pixels[i];
          i += run;
          continue;
        }
      while (end < n && run < LEAST_RUN)
        {
          end += run;
          run = end < n ? run_at (pixels, n, end) : 0;
        }
      if (words + 1 + (end - i) > most)
        break;
      packed[words++] = end - i;
      memcpy (packed + words, pixels + i, (end - i) * sizeof *pixels);
      words += end - i;
      i = end;
    }
  if (i < n)
    {
      g_free (packed);
      return NULL;
    }
  *n_packed = words;
  return g_renew (guint32, packed, words);
}

void
ent_tile_unpack (const guint32 *packed, guint n_packed, guint32 *pixels)
{
  for (guint at = 0; at < n_packed;)
    {
      guint n = packed[at] & ~RUN;

      if ((packed[at++] & RUN) != 0)
        {
          guint32 colour = packed[at++];

          for (guint i = 0; i < n; i++)
            pixels[i] = colour;
        }
      else
        {
          memcpy (pixels, packed + at, n * sizeof *pixels);
          at += n;
        }
      pixels += n;
    }
}
