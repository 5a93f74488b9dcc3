/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Excerpts whose words do not stand any more where they did, each with the places that may be meant. They are looked up in a thread over a
 * snapshot. Invariant: nothing is placed that was not chosen here, and all that was chosen is one step. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-edit-delete.h"
#include "ent-edit-proof.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-verify.h"
#include "ent-word-diff.h"
#include "ent-wrap-layout.h"

#define MOST_PLACES 20
#define CARDS 50 /* shown; as many more on demand */
#define PIECE 5 /* cards made at a time: some milliseconds of work */
/* Each piece is drawn before the next one is made. */
#define PRIORITY (GDK_PRIORITY_REDRAW + 1)
#define AROUND 40 /* characters of the text that are shown around a place */

/* Where it may stand, with its words there and some around them, on one line. */
typedef struct
{
  gint64 start, end; /* code points */
  char *lead, *words, *tail;
} Place;

/* An excerpt to be decided on. */
typedef struct
{
  char *excerpt;
  EntFindingState state;
  GArray *places; /* Place; the likeliest first */
  guint at;
  gboolean accepted;
  GtkWidget *now, *count, *use; /* of its card, borrowed */
} Case;

#define ENT_TYPE_DECISIONS_PAGE (ent_decisions_page_get_type ())
G_DECLARE_FINAL_TYPE (EntDecisionsPage, ent_decisions_page, ENT, DECISIONS_PAGE, GtkWidget)

struct _EntDecisionsPage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char *article;
  GCancellable *cancellable; /* nullable */
  GPtrArray *cases;          /* Case */
  GHashTable *kept;          /* ids of excerpts that were looked at and left as they are */
  guint most;                /* cards that are shown */
  guint made, next;          /* of them there already, and the case that the next one may be for */
  guint source;              /* there until all are */
  GtkWidget *status, *list, *more, *apply;
};

G_DEFINE_FINAL_TYPE (EntDecisionsPage, ent_decisions_page, GTK_TYPE_WIDGET)

static void
case_free (gpointer data)
{
  Case *one = data;

  g_free (one->excerpt);
  g_array_unref (one->places);
  g_free (one);
}

/* --- Looking up --- */

typedef struct
{
  EntSnapshot *map;
  char *article;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  ent_snapshot_unref (job->map);
  g_free (job->article);
  g_free (job);
}

/* @text from code point @start to @end, cut to what there is, on one line. (transfer full) */
static char *
slice (EntPlainText *text, gint64 start, gint64 end)
{
  gssize from = ent_plain_text_byte_of (text, CLAMP (start, 0, ent_plain_text_get_length (text)));
  gssize to = ent_plain_text_byte_of (text, CLAMP (end, 0, ent_plain_text_get_length (text)));

  return g_strdelimit (g_strndup (ent_plain_text_get (text) + from, (gsize) (to - from)), "\n\r\t", ' ');
}

static void
add_place (Case *one, EntPlainText *text, gint64 start, gint64 end)
{
  Place place = { start, end, slice (text, start - AROUND, start), slice (text, start, end), slice (text, end, end + AROUND) };

  g_array_append_val (one->places, place);
}

static void
clear_place (gpointer data)
{
  Place *place = data;

  g_free (place->lead);
  g_free (place->words);
  g_free (place->tail);
}

static void
add_places (Case *one, const EntExcerpt *excerpt, EntFinding finding, EntPlainText *text)
{
  if (finding.start >= 0)
    add_place (one, text, finding.start, finding.end);
  if (finding.state == ENT_FINDING_AMBIGUOUS)
    {
      g_autoptr (GArray) starts = ent_verify_places (text, excerpt->exact, MOST_PLACES);
      gint64 length = ent_text_length (excerpt->exact);

      for (guint i = 0; i < starts->len; i++)
        {
          gint64 start = g_array_index (starts, gint64, i);

          if (start != finding.start)
            add_place (one, text, start, start + length);
        }
    }
}

static const EntArticle *
article_in (EntSnapshot *map, const char *id)
{
  const EntRecords *articles = map->lists[ENT_LIST_ARTICLES];

  for (guint i = 0; i < ent_records_n (articles); i++)
    if (strcmp (((const EntArticle *) articles->items[i])->id, id) == 0)
      return (const EntArticle *) articles->items[i];
  return NULL;
}

static void
look_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const EntArticle *article = article_in (job->map, job->article);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);
  g_autoptr (EntPlainText) text = NULL;
  g_autoptr (EntVerifier) verifier = NULL;
  g_autofree EntAnchorState *states = article != NULL ? ent_anchor_states (article) : NULL;

  if (article != NULL)
    {
      text = ent_plain_text_new (article->text);
      verifier = ent_verifier_new (article, text);
    }
  for (guint i = 0; article != NULL && i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];
      Case *one;

      if (g_cancellable_is_cancelled (cancellable) || states[i] == ENT_ANCHOR_EXACT)
        continue;
      one = g_new0 (Case, 1);
      one->excerpt = g_strdup (excerpt->id);
      one->places = g_array_new (FALSE, FALSE, sizeof (Place));
      g_array_set_clear_func (one->places, clear_place);
      if (article->text[0] != '\0')
        {
          EntFinding finding = ent_verifier_check (verifier, excerpt, cancellable);

          one->state = finding.state;
          add_places (one, excerpt, finding, text);
        }
      else
        one->state = ENT_FINDING_UNCHECKED;
      g_ptr_array_add (cases, one);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&cases), (GDestroyNotify) g_ptr_array_unref);
}

/* --- A card --- */

static PangoAttribute *
ranged (PangoAttribute *attribute, guint from, guint to)
{
  attribute->start_index = from;
  attribute->end_index = to;
  return attribute;
}

/* Marks what is only in one of the texts: struck out before, underlined now, and bold in both. */
static void
mark (GtkWidget *label, GArray *stretches, guint offset, gboolean now)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint i = 0; i < stretches->len; i++)
    {
      EntDifference *one = &g_array_index (stretches, EntDifference, i);
      guint from = offset + one->start, to = offset + one->end;

      pango_attr_list_insert (attributes, ranged (now ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) : pango_attr_strikethrough_new (TRUE), from, to));
      pango_attr_list_insert (attributes, ranged (pango_attr_weight_new (PANGO_WEIGHT_BOLD), from, to));
    }
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);
}

/* The words that are quoted, on one line. (transfer full) */
static char *
quoted (const EntExcerpt *excerpt)
{
  return g_strdelimit (g_strdup (excerpt->exact), "\n\r\t", ' ');
}

/* Shows the place chosen of @one, with its surroundings. */
static void
show_place (EntDecisionsPage *self, Case *one, GtkWidget *before)
{
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), one->excerpt, NULL);
  g_autoptr (GArray) removed = NULL, added = NULL;
  g_autofree char *shown = NULL, *count = NULL, *old = NULL;
  const Place *place;

  if (excerpt == NULL || one->places->len == 0)
    return;
  place = &g_array_index (one->places, Place, one->at);
  shown = g_strdup_printf ("…%s%s%s…", place->lead, place->words, place->tail);
  old = quoted (excerpt);
  ent_word_diff (old, place->words, &removed, &added);
  gtk_label_set_text (GTK_LABEL (one->now), shown);
  mark (one->now, added, (guint) (strlen ("…") + strlen (place->lead)), TRUE);
  mark (before, removed, 0, FALSE);
  count = g_strdup_printf (_ ("%u of %u"), one->at + 1, one->places->len);
  gtk_label_set_text (GTK_LABEL (one->count), count);
}

static Case *
case_of (GtkWidget *button, EntDecisionsPage **self)
{
  *self = ENT_DECISIONS_PAGE (gtk_widget_get_ancestor (button, ENT_TYPE_DECISIONS_PAGE));
  return g_object_get_data (G_OBJECT (button), "case");
}

static void
update_apply (EntDecisionsPage *self)
{
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->cases->len; i++)
    n += ((Case *) g_ptr_array_index (self->cases, i))->accepted;
  text = g_strdup_printf (ngettext ("Place %u excerpt", "Place %u excerpts", n), n);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->apply))), text);
  ent_set_accessible_name (self->apply, text);
  gtk_widget_set_visible (self->apply, n > 0);
}

static void
use_toggled (GtkToggleButton *button)
{
  EntDecisionsPage *self;
  Case *one = case_of (GTK_WIDGET (button), &self);

  one->accepted = gtk_toggle_button_get_active (button);
  update_apply (self);
}

static void
step_clicked (GtkButton *button)
{
  EntDecisionsPage *self;
  Case *one = case_of (GTK_WIDGET (button), &self);
  int by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));

  one->at = (guint) ((int) (one->at + one->places->len) + by) % one->places->len;
  show_place (self, one, g_object_get_data (G_OBJECT (button), "before"));
}

static void build (EntDecisionsPage *self);

static gboolean
build_later (gpointer data)
{
  EntDecisionsPage *self = data;

  if (self->panel != NULL && ent_panel_get_map (self->panel) != NULL)
    build (self);
  return G_SOURCE_REMOVE;
}

static void
keep_clicked (GtkButton *button)
{
  EntDecisionsPage *self;
  Case *one = case_of (GTK_WIDGET (button), &self);

  one->accepted = FALSE;
  g_hash_table_add (self->kept, g_strdup (one->excerpt));
  /* Not under the hands of the button that goes. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, build_later, g_object_ref (self), g_object_unref);
}

static void
hand_clicked (GtkButton *button)
{
  EntDecisionsPage *self;
  Case *one = case_of (GTK_WIDGET (button), &self);
  gint64 near = one->places->len > 0 ? g_array_index (one->places, Place, one->at).start : 0;

  ent_panel_reselect (self->panel, self->article, one->excerpt, near);
}

static void
delete_clicked (GtkButton *button)
{
  EntDecisionsPage *self;
  Case *one = case_of (GTK_WIDGET (button), &self);
  const char *ids[] = { one->excerpt };
  GError *error = NULL;

  if (ent_edit_delete (ent_panel_get_map (self->panel), ids, 1, &error))
    ent_panel_say (self->panel, _ ("Excerpt deleted"), TRUE);
  else
    ent_panel_say_error (self->panel, error);
}

static GtkWidget *
case_button (GtkWidget *button, Case *one, GtkWidget *box)
{
  g_object_set_data (G_OBJECT (button), "case", one);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
places_new (Case *one, GtkWidget *before)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *back, *next;

  back = case_button (ent_icon_button_new ("go-previous-symbolic", _ ("The place before")), one, box);
  one->count = ent_label_new ("", "dim");
  gtk_widget_add_css_class (one->count, "counts");
  gtk_box_append (GTK_BOX (box), one->count);
  next = case_button (ent_icon_button_new ("go-next-symbolic", _ ("The next place")), one, box);
  g_object_set_data (G_OBJECT (back), "by", GINT_TO_POINTER (-1));
  g_object_set_data (G_OBJECT (next), "by", GINT_TO_POINTER (1));
  g_object_set_data (G_OBJECT (back), "before", before);
  g_object_set_data (G_OBJECT (next), "before", before);
  g_signal_connect (back, "clicked", G_CALLBACK (step_clicked), NULL);
  g_signal_connect (next, "clicked", G_CALLBACK (step_clicked), NULL);
  gtk_widget_set_visible (box, one->places->len > 1);
  return box;
}

static char *
state_text (const Case *one)
{
  switch (one->state)
    {
    case ENT_FINDING_EXACT:
    case ENT_FINDING_MOVED:
      return g_strdup (_ ("Moved: the words stand elsewhere now."));
    case ENT_FINDING_AMBIGUOUS:
      return g_strdup_printf (ngettext ("Ambiguous: the words stand at %u place.", "Ambiguous: the words stand at %u places.", one->places->len),
                              one->places->len);
    case ENT_FINDING_CHANGED:
      return g_strdup (_ ("Changed: something like it stands in the text."));
    case ENT_FINDING_MISSING:
      return g_strdup (_ ("Missing: nothing like it stands in the text."));
    case ENT_FINDING_UNCHECKED:
      break;
    }
  return g_strdup (_ ("Unchecked: the map holds no text of this article."));
}

/* What the excerpt is for. */
static GtkWidget *
purpose_new (EntDecisionsPage *self, GPtrArray *proved)
{
  GtkWidget *list;

  if (proved->len == 0)
    return ent_label_new (_ ("It proves nothing."), "dim");
  list = ent_row_list_new (self->panel, _ ("Relations"));
  for (guint i = 0; i < proved->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), ent_relation_row_new (self->panel, g_ptr_array_index (proved, i), NULL));
  return list;
}

static GtkWidget *
card_new (EntDecisionsPage *self, Case *one, const EntExcerpt *excerpt)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *steps = ent_wrap_box_new (6), *keep, *hand, *before;
  GPtrArray *proved = ent_map_index_relations_proved_by (ent_map_peek_index (ent_panel_get_map (self->panel)), one->excerpt);
  g_autofree char *state = state_text (one), *old = quoted (excerpt);

  gtk_widget_add_css_class (card, "quote");
  gtk_box_append (GTK_BOX (card), ent_label_new (state, "heading"));
  gtk_box_append (GTK_BOX (card), ent_label_new (_ ("As quoted"), "dim"));
  before = ent_text_new (old, NULL);
  gtk_box_append (GTK_BOX (card), before);
  if (one->places->len > 0)
    {
      gtk_box_append (GTK_BOX (card), ent_label_new (_ ("In the text now"), "dim"));
      one->now = ent_label_new ("", NULL);
      gtk_label_set_selectable (GTK_LABEL (one->now), TRUE);
      gtk_box_append (GTK_BOX (card), one->now);
      gtk_box_append (GTK_BOX (card), places_new (one, before));
      one->use = gtk_toggle_button_new_with_label (_ ("Use this"));
      case_button (one->use, one, steps);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (one->use), one->accepted);
      g_signal_connect (one->use, "toggled", G_CALLBACK (use_toggled), NULL);
    }
  keep = case_button (gtk_button_new_with_label (_ ("Keep detached")), one, steps);
  g_signal_connect (keep, "clicked", G_CALLBACK (keep_clicked), NULL);
  if (one->state != ENT_FINDING_UNCHECKED)
    {
      hand = case_button (gtk_button_new_with_label (_ ("Select by hand…")), one, steps);
      g_signal_connect (hand, "clicked", G_CALLBACK (hand_clicked), NULL);
    }
  if (proved->len == 0)
    g_signal_connect (case_button (gtk_button_new_with_label (_ ("Delete excerpt")), one, steps), "clicked", G_CALLBACK (delete_clicked), NULL);
  gtk_box_append (GTK_BOX (card), steps);
  gtk_box_append (GTK_BOX (card), purpose_new (self, proved));
  show_place (self, one, before);
  return card;
}

/* --- The page --- */

/* Makes cards until the piece is full; FALSE when all that are shown are there. */
static gboolean
make_cards (gpointer data)
{
  EntDecisionsPage *self = data;

  for (guint n = 0; n < PIECE && self->made < self->most && self->next < self->cases->len; self->next++)
    {
      Case *one = g_ptr_array_index (self->cases, self->next);
      const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), one->excerpt, NULL);

      if (excerpt == NULL || g_hash_table_contains (self->kept, one->excerpt))
        continue;
      gtk_box_append (GTK_BOX (self->list), card_new (self, one, excerpt));
      self->made++;
      n++;
    }
  if (self->made < self->most && self->next < self->cases->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
build (EntDecisionsPage *self)
{
  GtkWidget *child;
  guint open = 0, kept = 0;
  g_autofree char *text = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->list);

  if (had_focus)
    gtk_root_set_focus (root, NULL);
  g_clear_handle_id (&self->source, g_source_remove);
  self->made = self->next = 0;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < self->cases->len; i++)
    {
      Case *one = g_ptr_array_index (self->cases, i);
      const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), one->excerpt, NULL);

      if (excerpt == NULL)
        continue;
      if (g_hash_table_contains (self->kept, one->excerpt))
        {
          kept++;
          continue;
        }
      open++;
      one->now = one->count = one->use = NULL;
    }
  if (make_cards (self))
    self->source = g_idle_add_full (PRIORITY, make_cards, self, NULL);
  gtk_widget_set_visible (self->more, open > self->most);
  if (open > 0)
    text = g_strdup_printf (ngettext ("%u excerpt does not stand in the text as it was quoted. Say what is meant; nothing is dropped.",
                                      "%u excerpts do not stand in the text as they were quoted. Say what is meant; nothing is dropped.", open),
                            open);
  else if (kept > 0)
    text = g_strdup_printf (ngettext ("Nothing left to decide; %u excerpt stays detached.", "Nothing left to decide; %u excerpts stay detached.", kept),
                            kept);
  gtk_label_set_text (GTK_LABEL (self->status), text != NULL ? text : _ ("All excerpts stand in the text."));
  update_apply (self);
  if (had_focus && !gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
more_clicked (EntDecisionsPage *self)
{
  self->most += CARDS;
  build (self);
}

/* What was chosen already of excerpts that are still to be decided on, where the place is still one of theirs. */
static void
keep_choices (GPtrArray *old, GPtrArray *cases)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal); /* of old ones with places */

  for (guint i = 0; i < old->len; i++)
    {
      Case *one = g_ptr_array_index (old, i);

      if (one->places->len > 0)
        g_hash_table_insert (by_id, one->excerpt, one);
    }
  for (guint i = 0; i < cases->len; i++)
    {
      Case *one = g_ptr_array_index (cases, i);
      const Case *before = g_hash_table_lookup (by_id, one->excerpt);
      const Place *chosen = before != NULL ? &g_array_index (before->places, Place, before->at) : NULL;

      for (guint j = 0; chosen != NULL && j < one->places->len; j++)
        if (g_array_index (one->places, Place, j).start == chosen->start && g_array_index (one->places, Place, j).end == chosen->end)
          {
            one->at = j;
            one->accepted = before->accepted;
          }
    }
}

static void
looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntDecisionsPage) self = data;
  GPtrArray *cases = g_task_propagate_pointer (G_TASK (result), NULL);

  if (cases == NULL)
    return;
  keep_choices (self->cases, cases);
  /* The cards point into the old ones. */
  g_ptr_array_set_size (self->cases, 0);
  g_ptr_array_unref (self->cases);
  self->cases = cases;
  g_clear_handle_id (&self->source, g_source_remove);
  if (ent_panel_get_map (self->panel) != NULL && ent_map_article (ent_panel_get_map (self->panel), self->article) != NULL)
    build (self);
}

static void
refresh (EntDecisionsPage *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, looked_up, g_object_ref (self));
  job = g_new0 (Job, 1);
  job->map = ent_map_snapshot (ent_panel_get_map (self->panel));
  job->article = g_strdup (self->article);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, look_up);
}

static void
apply (EntDecisionsPage *self)
{
  g_autoptr (GArray) placings = g_array_new (FALSE, FALSE, sizeof (EntPlacing));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->cases->len; i++)
    {
      Case *one = g_ptr_array_index (self->cases, i);
      EntPlacing placing;

      if (!one->accepted)
        continue;
      placing = (EntPlacing) { one->excerpt, g_array_index (one->places, Place, one->at).start, g_array_index (one->places, Place, one->at).end };
      g_array_append_val (placings, placing);
    }
  if (!ent_edit_move_excerpts (ent_panel_get_map (self->panel), (const EntPlacing *) (gpointer) placings->data, placings->len, &error))
    ent_panel_say_error (self->panel, g_steal_pointer (&error));
  else
    ent_panel_say (self->panel, _ ("Excerpts placed"), TRUE);
}

static void
ent_decisions_page_dispose (GObject *object)
{
  EntDecisionsPage *self = ENT_DECISIONS_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_decisions_page_parent_class)->dispose (object);
}

static void
ent_decisions_page_finalize (GObject *object)
{
  EntDecisionsPage *self = ENT_DECISIONS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->cases);
  g_hash_table_unref (self->kept);
  g_free (self->article);
  G_OBJECT_CLASS (ent_decisions_page_parent_class)->finalize (object);
}

static void
ent_decisions_page_class_init (EntDecisionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_decisions_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_decisions_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_decisions_page_init (EntDecisionsPage *self)
{
  self->most = CARDS;
  self->cases = g_ptr_array_new_with_free_func (case_free);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GtkWidget *
ent_decisions_page_new (EntPanel *panel, const EntArticle *article)
{
  EntDecisionsPage *self = g_object_new (ENT_TYPE_DECISIONS_PAGE, NULL);
  GtkWidget *page = ent_page_box_new ();

  self->panel = panel;
  self->article = g_strdup (article->id);
  gtk_box_append (GTK_BOX (page), ent_label_new (_ ("Excerpts to decide on"), "title"));
  gtk_box_append (GTK_BOX (page), ent_label_new (ent_words_source (article), "dim"));
  self->status = ent_label_new (_ ("Looking the excerpts up…"), NULL);
  gtk_box_append (GTK_BOX (page), self->status);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_box_append (GTK_BOX (page), self->list);
  self->more = gtk_button_new_with_mnemonic (_ ("Show _More"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked), self);
  gtk_box_append (GTK_BOX (page), self->more);
  self->apply = ent_text_button_new ("", "suggested-action");
  gtk_button_set_has_frame (GTK_BUTTON (self->apply), TRUE);
  gtk_widget_set_visible (self->apply, FALSE);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply), self);
  gtk_box_append (GTK_BOX (page), self->apply);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  g_signal_connect_object (ent_panel_get_map (panel), "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
