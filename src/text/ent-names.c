/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in a tree of characters: from a place where a word may start, the walk goes down as far as the text goes along.
 * Invariant: blanks, apostrophes and hyphens are each one character in the tree, and so they are read in the text. */
#include "ent-names.h"

#include <string.h>

#include "ent-fold.h"

typedef struct
{
  gunichar c;
  guint child, sibling; /* 0: none; the root is never one */
  const EntActor *actor; /* nullable: whose name ends here */
} Node;

struct _EntNames
{
  GArray *nodes;     /* Node; the first is the root, whose children are in `first` */
  GHashTable *first; /* first character -> node */
};

/* Quotes and dashes of a kind are one; other characters stay as they are. */
static gunichar
plain (gunichar c)
{
  gunichar sign = c < 128 && c != '`' ? c : ent_fold_sign (c);

  if (g_ascii_isspace ((char) MIN (sign, 127)))
    return ' ';
  return sign == '\'' || sign == '-' || sign == ' ' ? sign : c;
}

static guint
find_child (const EntNames *self, guint node, gunichar c)
{
  guint child;

  if (node == 0)
    return GPOINTER_TO_UINT (g_hash_table_lookup (self->first, GUINT_TO_POINTER (c)));
  for (child = g_array_index (self->nodes, Node, node).child; child != 0; child = g_array_index (self->nodes, Node, child).sibling)
    if (g_array_index (self->nodes, Node, child).c == c)
      break;
  return child;
}

static guint
add_child (EntNames *self, guint node, gunichar c)
{
  guint child = self->nodes->len;
  Node new = { .c = c };

  if (node == 0)
    g_hash_table_insert (self->first, GUINT_TO_POINTER (c), GUINT_TO_POINTER (child));
  else
    {
      new.sibling = g_array_index (self->nodes, Node, node).child;
      g_array_index (self->nodes, Node, node).child = child;
    }
  g_array_append_val (self->nodes, new);
  return child;
}

static void
add_spelling (EntNames *self, const char *name, const EntActor *actor)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  guint node = 0;
  gunichar last = 0;

  for (const char *p = trimmed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = plain (g_utf8_get_char (p));
      guint child;

      if (c == ' ' && last == ' ')
        continue;
      child = find_child (self, node, c);
      node = child != 0 ? child : add_child (self, node, c);
      last = c;
    }
  if (node != 0 && g_array_index (self->nodes, Node, node).actor == NULL)
    g_array_index (self->nodes, Node, node).actor = actor;
}

/* As it stands, composed and decomposed; in capitals too when it is long enough not to become another word. */
static void
add_name (EntNames *self, const char *name, const EntActor *actor)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE), *capitals = NULL;
  g_autofree char *decomposed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT);

  add_spelling (self, name, actor);
  if (composed == NULL || decomposed == NULL)
    return;
  add_spelling (self, composed, actor);
  add_spelling (self, decomposed, actor);
  if (g_utf8_strlen (composed, -1) < 4)
    return;
  capitals = g_utf8_strup (composed, -1);
  add_spelling (self, capitals, actor);
}

EntNames *
ent_names_new (const EntRecords *actors)
{
  EntNames *self = g_new0 (EntNames, 1);
  Node root = { 0 };

  self->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  g_array_append_val (self->nodes, root);
  self->first = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < ent_records_n (actors); i++)
    add_name (self, ((const EntActor *) actors->items[i])->name, (const EntActor *) actors->items[i]);
  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];

      for (guint j = 0; j < ent_strings_n (actor->aliases); j++)
        add_name (self, actor->aliases->items[j], actor);
    }
  return self;
}

void
ent_names_free (EntNames *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->nodes);
  g_hash_table_unref (self->first);
  g_free (self);
}

static gboolean
in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

typedef enum
{
  SCRIPT_SPACED,
  SCRIPT_UNSPACED,
  SCRIPT_KATAKANA,
  SCRIPT_HANGUL,
  SCRIPT_PREFIXED /* Arabic, Hebrew */
} Script;

static Script
script_of (gunichar c)
{
  if (c < 0x590)
    return SCRIPT_SPACED;
  if (c == 0x30fc) /* lengthens a vowel of either kana */
    return SCRIPT_KATAKANA;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TIBETAN:
      return SCRIPT_UNSPACED;
    case G_UNICODE_SCRIPT_KATAKANA:
      return SCRIPT_KATAKANA;
    case G_UNICODE_SCRIPT_HANGUL:
      return SCRIPT_HANGUL;
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
      return SCRIPT_PREFIXED;
    default:
      return SCRIPT_SPACED;
    }
}

/* TRUE when words may meet between @left and @right without a blank. */
static gboolean
meet (gunichar left, gunichar right)
{
  Script a, b;

  if (!in_word (left) || !in_word (right))
    return TRUE;
  if (g_unichar_ismark (right)) /* it belongs to what is before it */
    return FALSE;
  a = script_of (left);
  b = script_of (right);
  return a == SCRIPT_UNSPACED || b == SCRIPT_UNSPACED || (a == SCRIPT_KATAKANA) != (b == SCRIPT_KATAKANA);
}

/* TRUE when the word part from @from to @to is one of @parts. */
static gboolean
is_one_of (const char *from, const char *to, const char *const *parts)
{
  for (; *parts != NULL; parts++)
    if (strlen (*parts) == (gsize) (to - from) && memcmp (from, *parts, (gsize) (to - from)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
may_start (const char *text, const char *p)
{
  static const char *const prefixes[] = { "و",  "ف",  "ب",  "ل",  "ك",  "ال", "وال", "بال", "فال", "كال", "لل", "ول",
                                          "وب", "ولل", "ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "שב", "שה", "מה", NULL };
  const char *start = p, *before;
  gunichar here = g_utf8_get_char (p);

  if (p == text)
    return TRUE;
  before = g_utf8_prev_char (p);
  if (meet (g_utf8_get_char (before), here))
    return TRUE;
  if (script_of (here) != SCRIPT_PREFIXED)
    return FALSE;
  for (int i = 0; i < 4 && start > text; i++)
    {
      before = g_utf8_prev_char (start);
      if (!in_word (g_utf8_get_char (before)))
        break;
      start = before;
    }
  return (start == text || !in_word (g_utf8_get_char (g_utf8_prev_char (start)))) && is_one_of (start, p, prefixes);
}

static gboolean
may_end (const char *p)
{
  static const char *const particles[]
      = { "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "으로", "만", "에서", "에게", "께", "한테", "까지",
          "부터", "에는", "에도", "에서는", "에서도", "와의", "과의", "와는", "과는", "로의", "으로의", "보다", "처럼", "이나", "나",
          "이다", "측", "측은", "측이", "인", "이라고", "라고", "에게는", "로부터", "으로부터", "에서의", "이며", "랑", "하고", NULL };
  gunichar last = g_utf8_get_char (g_utf8_prev_char (p)), next = g_utf8_get_char (p);
  const char *end = p;

  if (next == 0 || meet (last, next))
    return TRUE;
  if (script_of (next) != SCRIPT_HANGUL)
    return FALSE;
  while (*end != '\0' && in_word (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return is_one_of (p, end, particles);
}

/* The longest name that starts at @p; where it ends in @end. All actors whose names start there go into @all (nullable). */
static const EntActor *
longest_at (const EntNames *self, const char *p, const char **end, gint64 *length, GHashTable *all)
{
  const EntActor *found = NULL;
  guint node = 0;
  gint64 n = 0;

  while (*p != '\0')
    {
      gunichar c = plain (g_utf8_get_char (p));
      const Node *here;

      node = find_child (self, node, c);
      if (node == 0)
        break;
      do
        {
          p = g_utf8_next_char (p);
          n++;
        }
      while (c == ' ' && *p != '\0' && plain (g_utf8_get_char (p)) == ' ');
      here = &g_array_index (self->nodes, Node, node);
      if (here->actor != NULL && may_end (p))
        {
          found = here->actor;
          if (all != NULL)
            g_hash_table_add (all, (gpointer) found);
          *end = p;
          *length = n;
        }
    }
  return found;
}

GArray *
ent_names_find (const EntNames *self, const char *text)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (EntNaming));
  const char *p = text;
  gint64 position = 0;

  while (*p != '\0')
    {
      const char *end = NULL;
      gint64 length = 0;
      const EntActor *actor = NULL;

      if (find_child (self, 0, plain (g_utf8_get_char (p))) != 0 && may_start (text, p))
        actor = longest_at (self, p, &end, &length, NULL);
      if (actor != NULL)
        {
          EntNaming naming = { position, position + length, actor };

          g_array_append_val (out, naming);
          p = end;
          position += length;
        }
      else
        {
          p = g_utf8_next_char (p);
          position++;
        }
    }
  return out;
}

void
ent_names_collect (const EntNames *self, const char *text, GHashTable *actors)
{
  const char *end;
  gint64 length;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (find_child (self, 0, plain (g_utf8_get_char (p))) != 0 && may_start (text, p))
      longest_at (self, p, &end, &length, actors);
}
