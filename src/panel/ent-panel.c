/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of the pages: back, forward and close above one of three pages. What changes is shown once per turn of the
 * main loop, before the next frame is laid out; the same target keeps its place and the keyboard's. Invariant: a page
 * is built from the map as it is now. */
#include "ent-panel.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-article-reader.h"
#include "ent-overview-page.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-resources.h"

struct _EntPanel
{
  GtkWidget parent_instance;

  EntMap *map;
  EntSelection *selection;
  gulong map_handler, selection_handler;
  guint refresh_source;
  gboolean target_changed; /* since the last refresh */
  char *shown;             /* the target of the page in `target` */
  char *editing;           /* the target that is edited; nullable */
  GtkWidget *edit_page;    /* nullable, borrowed: the page in `target` where that edits */
  EntPanelPlaceFunc place_func; /* nullable */
  gpointer place_data;
  GtkWidget *back, *forward, *pages, *page, *overview, *overview_scrolled, *target, *viewport, *reader, *extra;
  GHashTable *aside;     /* what was set aside in the list of what is left out */
  EntSources *sources;   /* nullable */
  EntRecords *sources_of; /* nullable: the articles that they are of */
  gboolean sources_asked;
  gboolean extra_behind; /* back leads to the extra page */
};

enum
{
  REVEAL,
  CLOSE,
  TOAST,
  END_STEP,
  MARK,
  READER_SCALED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntPanel, ent_panel, GTK_TYPE_WIDGET)

EntMap *
ent_panel_get_map (EntPanel *self)
{
  return self->map;
}

EntSelection *
ent_panel_get_selection (EntPanel *self)
{
  return self->selection;
}

void
ent_panel_say (EntPanel *self, const char *message, gboolean with_undo)
{
  g_signal_emit (self, signals[TOAST], 0, message, with_undo);
}

void
ent_panel_end_step (EntPanel *self)
{
  g_signal_emit (self, signals[END_STEP], 0);
}

void
ent_panel_say_error (EntPanel *self, GError *error)
{
  ent_panel_say (self, error != NULL ? error->message : _ ("That did not work."), FALSE);
  g_clear_error (&error);
}

void
ent_panel_copy (EntPanel *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  ent_panel_say (self, _ ("Citation copied"), FALSE);
}

void
ent_panel_choose (EntPanel *self, EntTargetKind kind, const char *id, const char *other, gboolean reveal)
{
  g_autofree char *own = g_strdup (id),
                  *own_other = g_strdup (other != NULL ? other : ""); /* of a widget that may go */

  if (self->map == NULL)
    return;
  if (kind == ENT_TARGET_RELATION && ent_map_relation (self->map, own) != NULL)
    ent_selection_choose_relation (self->selection, own);
  else if (kind == ENT_TARGET_ACTOR && ent_map_actor (self->map, own) != NULL)
    ent_selection_choose_actor (self->selection, own);
  else if (kind == ENT_TARGET_PAIR && ent_map_actor (self->map, own) != NULL
           && ent_map_actor (self->map, own_other) != NULL)
    ent_selection_choose_pair (self->selection, own, own_other);
  else
    return;
  if (reveal)
    g_signal_emit (self, signals[REVEAL], 0, (int) kind, own, own_other);
}

void
ent_panel_reveal (EntPanel *self, EntTargetKind kind, const char *id)
{
  g_signal_emit (self, signals[REVEAL], 0, (int) kind, id, "");
}

void
ent_panel_mark (EntPanel *self, const char *const *ids)
{
  static const char *const none[] = { NULL };

  g_signal_emit (self, signals[MARK], 0, ids != NULL ? ids : none);
}

EntPoint
ent_panel_free_place (EntPanel *self)
{
  return self->place_func != NULL ? self->place_func (self->place_data) : ent_point (0, 0);
}

void
ent_panel_set_place_func (EntPanel *self, EntPanelPlaceFunc func, gpointer user_data)
{
  self->place_func = func;
  self->place_data = user_data;
}

static gboolean
is_reading (EntPanel *self)
{
  return self->page == self->reader;
}

static gboolean
is_shown (EntPanel *self, GtkWidget *page)
{
  return self->page == page;
}

/* One page is visible; GTK 4.8 would tell assistive technology of the hidden pages of a GtkStack. */
static void
show_page (EntPanel *self, GtkWidget *page)
{
  self->page = page;
  gtk_widget_set_visible (page, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (self->pages); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == page);
}

static GtkWidget *
page_for (EntPanel *self, EntTarget target)
{
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  switch (target.kind)
    {
    case ENT_TARGET_ACTOR:
      if (self->editing != NULL)
        return ent_actor_edit_page_new (self, ent_map_actor (self->map, target.id));
      return n > 1 ? ent_actors_page_new (self, actors, n)
                   : ent_actor_page_new (self, ent_map_actor (self->map, target.id));
    case ENT_TARGET_RELATION:
      if (self->editing != NULL)
        return ent_relation_edit_page_new (self, ent_map_relation (self->map, target.id));
      return ent_relation_page_new (self, ent_map_relation (self->map, target.id));
    case ENT_TARGET_PAIR:
      return ent_pair_page_new (self, target.id, target.other);
    case ENT_TARGET_NONE:
      break;
    }
  return NULL;
}

/* Two keys of one target; what is edited there may be built anew with other choices. */
static gboolean
is_same (const char *a, const char *b)
{
  const char *edit_a = a != NULL ? strstr (a, "\nedit") : NULL, *edit_b = strstr (b, "\nedit");

  if (edit_a == NULL || edit_b == NULL)
    return g_strcmp0 (a, b) == 0;
  return edit_a - a == edit_b - b && strncmp (a, b, (gsize) (edit_b - b)) == 0;
}

/* Puts @page in place of the one shown. The same target stays where it was scrolled to, and a row that had the keyboard
 * has it again. */
static void
put_page (EntPanel *self, GtkWidget *page, const char *shown)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->target));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->target);
  gboolean same = is_same (self->shown, shown);
  g_autofree char *name = had_focus && same ? g_strdup (gtk_widget_get_name (focus)) : NULL;
  GtkWidget *again;

  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), page);
  self->edit_page = self->editing != NULL ? page : NULL;
  g_free (self->shown);
  self->shown = g_strdup (shown);
  if (!same)
    gtk_adjustment_set_value (place, 0);
  if (had_focus)
    {
      again = name != NULL ? ent_find_named (page, name) : NULL;
      if (again == NULL || !gtk_widget_grab_focus (again))
        gtk_widget_grab_focus (self->back);
    }
}

static void
show_target (EntPanel *self)
{
  EntTarget target = ent_selection_get (self->selection);
  g_autoptr (GString) key = g_string_new (NULL);
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  if (target.kind == ENT_TARGET_NONE)
    {
      g_clear_pointer (&self->editing, g_free);
      ent_overview_page_refresh (ENT_OVERVIEW_PAGE (self->overview));
      show_page (self, self->overview_scrolled);
      return;
    }
  g_string_append_printf (key, "%d\n%s\n%s", target.kind, target.id, target.other);
  for (guint i = 0; n > 1 && i < n; i++)
    g_string_append_printf (key, "\n%s", actors[i]);
  if (self->editing != NULL && strcmp (self->editing, key->str) != 0)
    g_clear_pointer (&self->editing, g_free);
  if (self->editing != NULL)
    {
      g_autofree char *more = ent_edit_page_key (self->map, target);

      g_string_append_printf (key, "\n%s", more);
      if (self->edit_page != NULL && g_strcmp0 (self->shown, key->str) == 0 && ent_edit_page_sync (self->edit_page))
        {
          show_page (self, self->target);
          return;
        }
    }
  put_page (self, page_for (self, target), key->str);
  show_page (self, self->target);
}

/* What is edited, as ent_panel.editing has it; NULL where nothing can be. (transfer full) */
static char *
dup_editable (EntPanel *self)
{
  EntTarget target = ent_selection_get (self->selection);
  guint n;

  ent_selection_get_actors (self->selection, &n);
  if ((target.kind != ENT_TARGET_ACTOR || n > 1) && target.kind != ENT_TARGET_RELATION)
    return NULL;
  return g_strdup_printf ("%d\n%s\n%s", target.kind, target.id, target.other);
}

void
ent_panel_set_editing (EntPanel *self, gboolean editing)
{
  g_autofree char *what = self->map != NULL ? dup_editable (self) : NULL;
  GtkWidget *toggle;

  if (what == NULL || editing == (self->editing != NULL && is_shown (self, self->target)))
    return;
  ent_panel_end_step (self);
  g_free (self->editing);
  self->editing = editing ? g_steal_pointer (&what) : NULL;
  show_target (self);
  if (editing)
    ent_edit_page_focus (self->edit_page);
  else if ((toggle = ent_find_named (self->viewport, "edit")) != NULL)
    gtk_widget_grab_focus (toggle);
}

gboolean
ent_panel_leave_editing (EntPanel *self)
{
  if (self->map == NULL || self->editing == NULL || !is_shown (self, self->target))
    return FALSE;
  ent_panel_set_editing (self, FALSE);
  return TRUE;
}

static void
show_steps (EntPanel *self)
{
  gtk_widget_set_sensitive (self->back, self->selection != NULL
                                            && (is_reading (self) || is_shown (self, self->extra) || self->extra_behind
                                                || ent_selection_can_go_back (self->selection)));
  gtk_widget_set_sensitive (self->forward, self->selection != NULL && ent_selection_can_go_forward (self->selection));
}

static void
refresh (EntPanel *self)
{
  EntTarget target = ent_selection_get (self->selection);
  gboolean moved = self->target_changed;
  gboolean stay = is_reading (self)
                  && (!moved
                      || (target.kind == ENT_TARGET_RELATION
                          && ent_article_reader_proves (ENT_ARTICLE_READER (self->reader), target.id)));

  self->target_changed = FALSE;
  if (is_shown (self, self->extra) && !moved)
    return;
  if (moved)
    self->extra_behind = is_shown (self, self->extra) || (stay && self->extra_behind);
  if (stay && ent_article_reader_refresh (ENT_ARTICLE_READER (self->reader)))
    {
      if (moved)
        ent_article_reader_scroll_to_chosen (ENT_ARTICLE_READER (self->reader));
    }
  else
    show_target (self);
  show_steps (self);
}

static gboolean
refresh_now (gpointer data)
{
  EntPanel *self = data;

  self->refresh_source = 0;
  if (self->map != NULL)
    refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (EntPanel *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_now, self, NULL);
}

static void
selection_changed (EntSelection *selection, EntPanel *self)
{
  self->target_changed = TRUE;
  queue_refresh (self);
}

/* An actor that only moved looks the same here; a drag changes the map at every step. */
static gboolean
is_only_move (const EntChange *change)
{
  EntActor *moved;
  const EntActor *after = (const EntActor *) change->after;
  gboolean same;

  if (change->list != ENT_LIST_ACTORS || change->before == NULL || after == NULL)
    return FALSE;
  moved = (EntActor *) ent_record_copy (change->before);
  ent_record_set_record (&moved->position, after->position);
  moved->record.present = after->record.present;
  same = ent_record_equal (&moved->record, &after->record);
  ent_record_unref (&moved->record);
  return same;
}

static void
map_changed (EntMap *map, EntChangeSet *set, int origin, EntPanel *self)
{
  for (guint i = 0; set != NULL && i < set->changes->len; i++)
    if (!is_only_move (&g_array_index (set->changes, EntChange, i)))
      {
        queue_refresh (self);
        return;
      }
  if (set == NULL)
    queue_refresh (self);
}

/* --- Independent sources, looked up in a thread --- */

typedef struct
{
  EntSnapshot *map;
} SourcesJob;

static void
sources_job_free (gpointer data)
{
  SourcesJob *job = data;

  ent_snapshot_unref (job->map);
  g_free (job);
}

static void
find_sources (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SourcesJob *job = data;

  g_task_return_pointer (task, ent_sources_new (job->map, NULL, NULL), (GDestroyNotify) ent_sources_free);
}

static void
sources_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntPanel) self = ENT_PANEL (data);
  SourcesJob *job = g_task_get_task_data (G_TASK (result));

  ent_sources_free (self->sources);
  self->sources = g_task_propagate_pointer (G_TASK (result), NULL);
  g_clear_pointer (&self->sources_of, ent_records_unref);
  self->sources_of = job->map->lists[ENT_LIST_ARTICLES] != NULL ? ent_records_ref (job->map->lists[ENT_LIST_ARTICLES]) : NULL;
  self->sources_asked = FALSE;
  if (self->map != NULL)
    queue_refresh (self);
}

EntSources *
ent_panel_peek_sources (EntPanel *self)
{
  EntSnapshot *map = ent_map_peek (self->map);
  g_autoptr (GTask) task = NULL;
  SourcesJob *job;

  if (self->sources != NULL && self->sources_of == map->lists[ENT_LIST_ARTICLES])
    return self->sources;
  if (self->sources_asked)
    return NULL;
  self->sources_asked = TRUE;
  job = g_new0 (SourcesJob, 1);
  job->map = ent_snapshot_ref (map);
  task = g_task_new (NULL, NULL, sources_found, g_object_ref (self));
  g_task_set_task_data (task, job, sources_job_free);
  g_task_run_in_thread (task, find_sources);
  return NULL;
}

void
ent_panel_set_content (EntPanel *self, EntMap *map, EntSelection *selection)
{
  g_return_if_fail ((map == NULL) == (selection == NULL));
  if (self->map != NULL)
    {
      g_clear_signal_handler (&self->map_handler, self->map);
      g_clear_signal_handler (&self->selection_handler, self->selection);
    }
  show_page (self, self->overview_scrolled);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->extra), NULL);
  self->extra_behind = FALSE;
  g_hash_table_remove_all (self->aside);
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), NULL);
  self->edit_page = NULL;
  g_clear_pointer (&self->editing, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_set_object (&self->map, map);
  g_set_object (&self->selection, selection);
  gtk_widget_set_visible (self->pages, map != NULL);
  show_steps (self);
  if (map == NULL)
    return;
  self->map_handler = g_signal_connect (map, "changed", G_CALLBACK (map_changed), self);
  self->selection_handler = g_signal_connect (selection, "changed", G_CALLBACK (selection_changed), self);
  self->target_changed = TRUE;
  refresh (self);
}

void
ent_panel_show_article (EntPanel *self, const char *article_id, const char *excerpt_id)
{
  if (self->map == NULL || ent_map_article (self->map, article_id) == NULL)
    return;
  self->extra_behind = is_shown (self, self->extra) || (is_reading (self) && self->extra_behind);
  show_page (self, self->reader);
  ent_article_reader_open (ENT_ARTICLE_READER (self->reader), article_id, excerpt_id);
  show_steps (self);
}

/* A page is as tall as it would like to be: a text of several lines shows them. */
static void
let_grow (GtkWidget *scrolled)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));

  if (GTK_IS_VIEWPORT (viewport))
    gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
}

void
ent_panel_let_go (EntPanel *self)
{
  gboolean changed = self->target_changed;

  ent_selection_choose_none (self->selection);
  self->target_changed = changed;
  show_steps (self);
}

void
ent_panel_show_extra (EntPanel *self, GtkWidget *page)
{
  self->target_changed = FALSE; /* what was chosen before is behind this page */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->extra), page);
  let_grow (self->extra);
  self->extra_behind = FALSE;
  show_page (self, self->extra);
  show_steps (self);
  gtk_widget_child_focus (self->extra, GTK_DIR_TAB_FORWARD);
}

GtkWidget *
ent_panel_peek_extra (EntPanel *self)
{
  GtkWidget *viewport = is_shown (self, self->extra) ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->extra)) : NULL;

  return GTK_IS_VIEWPORT (viewport) ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : viewport;
}

void
ent_panel_show_coverage (EntPanel *self)
{
  if (self->map != NULL)
    ent_panel_show_extra (self, ent_coverage_page_new (self, self->aside));
}

void
ent_panel_show_link (EntPanel *self, const char *a, const char *b)
{
  if (self->map != NULL && ent_map_actor (self->map, a) != NULL)
    ent_panel_show_extra (self, ent_path_page_new (self, a, b));
}

void
ent_panel_draft_relation (EntPanel *self, const char *article, gint64 start, gint64 end)
{
  g_autofree char *own = g_strdup (article); /* of a widget that may go */

  ent_panel_show_article (self, own, "");
  if (is_reading (self))
    ent_article_reader_draft (ENT_ARTICLE_READER (self->reader), start, end);
}

void
ent_panel_show_decisions (EntPanel *self, const char *article_id)
{
  const EntArticle *article = self->map != NULL ? ent_map_article (self->map, article_id) : NULL;

  if (article != NULL)
    ent_panel_show_extra (self, ent_decisions_page_new (self, article));
}

void
ent_panel_reselect (EntPanel *self, const char *article, const char *excerpt, gint64 near)
{
  ent_panel_show_article (self, article, "");
  ent_article_reader_reselect (ENT_ARTICLE_READER (self->reader), excerpt, near);
}

void
ent_panel_show_place (EntPanel *self, const char *article_id, gint64 start, gint64 end)
{
  ent_panel_show_article (self, article_id, "");
  if (is_reading (self) && start >= 0)
    ent_article_reader_select (ENT_ARTICLE_READER (self->reader), start, end);
}

gboolean
ent_panel_leave_article (EntPanel *self)
{
  GtkWidget *focus;

  if (self->map == NULL || (!is_reading (self) && !is_shown (self, self->extra)))
    return FALSE;
  if (is_reading (self) && self->extra_behind)
    show_page (self, self->extra);
  else
    show_target (self);
  self->extra_behind = FALSE;
  show_steps (self);
  if (!gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->back);
  /* A label that gets the focus by a key selects all its text, which nobody asked for here. */
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (GTK_IS_LABEL (focus))
    gtk_label_select_region (GTK_LABEL (focus), 0, 0);
  return TRUE;
}

double
ent_panel_get_reader_scale (EntPanel *self)
{
  return ent_article_reader_get_scale (ENT_ARTICLE_READER (self->reader));
}

void
ent_panel_set_reader_scale (EntPanel *self, double scale)
{
  ent_article_reader_set_scale (ENT_ARTICLE_READER (self->reader), scale);
}

static gboolean
reader_has_keyboard (EntPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return self->map != NULL && is_reading (self) && focus != NULL && gtk_widget_is_ancestor (focus, self->reader);
}

gboolean
ent_panel_zoom_text (EntPanel *self, int by)
{
  if (!reader_has_keyboard (self))
    return FALSE;
  ent_article_reader_zoom (ENT_ARTICLE_READER (self->reader), by);
  return TRUE;
}

gboolean
ent_panel_find_in_text (EntPanel *self)
{
  return reader_has_keyboard (self) && ent_article_reader_find (ENT_ARTICLE_READER (self->reader));
}

gboolean
ent_panel_take_drop (EntPanel *self, const char *words, EntTargetKind kind, const char *id, const char *other)
{
  EntTarget target = { kind, id, other };

  return self->map != NULL && is_reading (self) && ent_article_reader_take_drop (ENT_ARTICLE_READER (self->reader), words, target);
}

static void
reader_scaled (EntPanel *self)
{
  g_signal_emit (self, signals[READER_SCALED], 0);
}

static void
back_clicked (EntPanel *self)
{
  if (self->extra_behind && is_shown (self, self->target))
    {
      self->extra_behind = FALSE;
      show_page (self, self->extra);
      show_steps (self);
    }
  else if (!ent_panel_leave_article (self) && self->selection != NULL)
    ent_selection_go_back (self->selection);
}

static void
forward_clicked (EntPanel *self)
{
  if (self->selection != NULL)
    ent_selection_go_forward (self->selection);
}

static void
close_clicked (EntPanel *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
ent_panel_dispose (GObject *object)
{
  EntPanel *self = ENT_PANEL (object);
  GtkWidget *child;

  if (self->map != NULL)
    {
      g_clear_signal_handler (&self->map_handler, self->map);
      g_clear_signal_handler (&self->selection_handler, self->selection);
    }
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->map);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->editing, g_free);
  g_clear_pointer (&self->aside, g_hash_table_unref);
  g_clear_pointer (&self->sources, ent_sources_free);
  g_clear_pointer (&self->sources_of, ent_records_unref);
  G_OBJECT_CLASS (ent_panel_parent_class)->dispose (object);
}

static void
ent_panel_class_init (EntPanelClass *klass)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  G_OBJECT_CLASS (klass)->dispose = ent_panel_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "entpanel");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[REVEAL] = g_signal_new ("reveal", ENT_TYPE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                  G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);
  signals[CLOSE] = g_signal_new ("close", ENT_TYPE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOAST] = g_signal_new ("toast", ENT_TYPE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[END_STEP]
      = g_signal_new ("end-step", ENT_TYPE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MARK] = g_signal_new ("mark", ENT_TYPE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[READER_SCALED]
      = g_signal_new ("reader-scaled", ENT_TYPE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_resources_register (ent_panel_get_resource ());
  gtk_css_provider_load_from_resource (provider, "/org/entente/Entente/panel.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static GtkWidget *
top_new (EntPanel *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *close;

  gtk_widget_add_css_class (top, "top");
  self->back = ent_icon_button_new ("go-previous-symbolic", _ ("Go back"));
  self->forward = ent_icon_button_new ("go-next-symbolic", _ ("Go forward"));
  close = ent_icon_button_new ("window-close-symbolic", _ ("Close the panel"));
  gtk_widget_set_hexpand (close, TRUE);
  gtk_widget_set_halign (close, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (top), self->back);
  gtk_box_append (GTK_BOX (top), self->forward);
  gtk_box_append (GTK_BOX (top), close);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_clicked), self);
  g_signal_connect_swapped (self->forward, "clicked", G_CALLBACK (forward_clicked), self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_clicked), self);
  return top;
}

static GtkWidget *
scrolled_new (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  let_grow (scrolled);
  return scrolled;
}

static void
ent_panel_init (EntPanel *self)
{
  self->aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  ent_set_accessible_name (self, _ ("Side panel"));
  gtk_widget_set_parent (top_new (self), GTK_WIDGET (self));
  self->pages = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->overview = ent_overview_page_new (self);
  self->overview_scrolled = scrolled_new (self->overview);
  self->viewport
      = gtk_viewport_new (NULL, NULL); /* one for all pages: a new one would forget where it was scrolled to */
  self->target = scrolled_new (self->viewport);
  self->reader = ent_article_reader_new (self);
  g_signal_connect_swapped (self->reader, "scaled", G_CALLBACK (reader_scaled), self);
  gtk_box_append (GTK_BOX (self->pages), self->overview_scrolled);
  gtk_box_append (GTK_BOX (self->pages), self->target);
  gtk_box_append (GTK_BOX (self->pages), self->reader);
  self->extra = scrolled_new (NULL);
  gtk_widget_set_vexpand (self->extra, TRUE);
  gtk_box_append (GTK_BOX (self->pages), self->extra);
  gtk_widget_set_vexpand (self->overview_scrolled, TRUE);
  gtk_widget_set_vexpand (self->target, TRUE);
  gtk_widget_set_vexpand (self->reader, TRUE);
  show_page (self, self->overview_scrolled);
  gtk_widget_set_visible (self->pages, FALSE);
  gtk_widget_set_parent (self->pages, GTK_WIDGET (self));
  show_steps (self);
}

GtkWidget *
ent_panel_new (void)
{
  return g_object_new (ENT_TYPE_PANEL, NULL);
}
