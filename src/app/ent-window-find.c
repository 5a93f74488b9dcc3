/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding: the search box over the map, and what follows from an answer; what a filter and the timeline leave of the map.
 * Invariant: the canvas shows what the state of the filter says of the map as it is now, or, while that is being found out, what it said last. */
#include "ent-window-private.h"

#include "ent-search-box.h"

/* The keyboard goes back where it was. */
static void
on_closed (EntWindow *self, gboolean taken)
{
  GtkWidget *before = self->focus_before_search;

  if (!taken && before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  else if (!taken)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  g_clear_weak_pointer (&self->focus_before_search);
}

void
ent_window_update_covered (EntWindow *self)
{
  /* What stands below the map is covered first. */
  int below = gtk_widget_get_height (GTK_WIDGET (self->split)) - gtk_widget_get_height (GTK_WIDGET (self->canvas));
  int end, bottom;

  ent_split_get_covered (self->split, &end, &bottom);
  ent_canvas_set_covered (self->canvas, end, MAX (0, bottom - MAX (0, below)));
}

/* The view goes there, in the middle where it was out of sight. */
static void
fly_to (EntWindow *self, EntTargetKind kind, const char *id)
{
  ent_split_set_panel_shown (self->split, TRUE);
  ent_window_update_covered (self);
  if (kind != ENT_TARGET_NONE)
    ent_canvas_reveal (self->canvas, kind, id, "", FALSE);
}

static void
show_excerpt (EntWindow *self, const char *id)
{
  EntMap *map = ent_window_get_map (self);
  GPtrArray *proved = ent_map_index_relations_proved_by (ent_map_peek_index (map), id);
  const EntArticle *article = NULL;

  if (proved->len > 0)
    {
      g_autofree char *relation = g_strdup (((const EntRelation *) proved->pdata[0])->id);

      ent_selection_choose_relation (self->selection, relation);
      fly_to (self, ENT_TARGET_RELATION, relation);
    }
  else
    fly_to (self, ENT_TARGET_NONE, "");
  if (ent_map_excerpt (map, id, &article) != NULL)
    ent_panel_show_article (self->panel, article->id, id);
}

/* The actors of a group; a caption is brought into view. */
static void
show_ground (EntWindow *self, const char *id)
{
  const EntRecord *record = ent_map_find (ent_window_get_map (self), id);

  if (record != NULL && record->type == &ent_group_type && ((const EntGroup *) record)->members != NULL)
    {
      const EntStrings *members = ((const EntGroup *) record)->members;

      ent_selection_choose_actors (self->selection, (const char *const *) members->items, members->n);
      fly_to (self, ENT_TARGET_ACTOR, members->items[0]);
    }
  else
    ent_canvas_reveal_ground (self->canvas, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
on_found (EntWindow *self, int section, const char *id, gint64 start, gint64 end)
{
  EntMap *map = ent_window_get_map (self);

  switch ((EntSearchSection) section)
    {
    case ENT_SEARCH_ACTORS:
      if (ent_map_actor (map, id) == NULL)
        return;
      ent_selection_choose_actor (self->selection, id);
      fly_to (self, ENT_TARGET_ACTOR, id);
      ent_canvas_focus_thing (self->canvas, ENT_TARGET_ACTOR, id);
      break;
    case ENT_SEARCH_RELATIONS:
      if (ent_map_relation (map, id) == NULL)
        return;
      ent_selection_choose_relation (self->selection, id);
      fly_to (self, ENT_TARGET_RELATION, id);
      ent_canvas_focus_thing (self->canvas, ENT_TARGET_RELATION, id);
      break;
    case ENT_SEARCH_GROUND:
      show_ground (self, id);
      break;
    case ENT_SEARCH_EXCERPTS:
      show_excerpt (self, id);
      break;
    case ENT_SEARCH_ARTICLES:
      fly_to (self, ENT_TARGET_NONE, "");
      ent_panel_show_place (self->panel, id, start, end);
      break;
    case ENT_N_SEARCH_SECTIONS:
    default:
      g_return_if_reached ();
    }
}

void
ent_window_search (EntWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->search_box)))
    g_set_weak_pointer (&self->focus_before_search, focus);
  ent_search_box_open (self->search_box);
}

/* --- Filter --- */

static void
on_filter (EntWindow *self)
{
  EntShown *shown;
  EntFilter *filter = ent_filter_state_get (self->filter_state);

  if (ent_filter_is_empty (filter))
    {
      ent_canvas_set_shown (self->canvas, NULL, NULL, NULL, FALSE);
      return;
    }
  shown = ent_filter_state_ask_shown (self->filter_state);
  if (shown != NULL)
    ent_canvas_set_shown (self->canvas, shown->snapshot, shown->actors, shown->relations,
                          ent_filter_state_get_hide (self->filter_state));
}

void
ent_window_filter (EntWindow *self)
{
  ent_filter_bar_popup (self->filter_bar);
}

void
ent_window_clear_filter (EntWindow *self)
{
  g_autoptr (EntFilter) nothing = ent_filter_new ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean on_bar = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->filter_bar));

  ent_timeline_set_playing (self->timeline, FALSE);
  ent_filter_state_set (self->filter_state, nothing);
  /* The button that did it goes. */
  if (on_bar)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* The actors chosen, or the ends of the relation or pair. (transfer full), NULL-terminated */
static char **
dup_chosen_actors (EntWindow *self)
{
  EntTarget target = ent_selection_get (self->selection);
  const EntRelation *relation;
  GStrvBuilder *ids = g_strv_builder_new ();
  char **all;
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (ids, actors[i]);
  if (target.kind == ENT_TARGET_RELATION)
    {
      relation = ent_map_relation (ent_window_get_map (self), target.id);
      g_strv_builder_add_many (ids, relation->source, relation->target, NULL);
    }
  else if (target.kind == ENT_TARGET_PAIR)
    g_strv_builder_add_many (ids, target.id, target.other, NULL);
  all = g_strv_builder_end (ids);
  g_strv_builder_unref (ids);
  return all;
}

gboolean
ent_window_can_focus (EntWindow *self)
{
  return ent_selection_get (self->selection).kind != ENT_TARGET_NONE
         || ent_filter_get_focus (ent_filter_state_get (self->filter_state), NULL) != NULL;
}

void
ent_window_focus (EntWindow *self, int steps)
{
  EntFilter *filter = ent_filter_state_get (self->filter_state);
  g_auto (GStrv) ids = dup_chosen_actors (self);
  const char *const *around = (const char *const *) ids;

  /* With nothing chosen it is about those in focus. */
  if (ids[0] == NULL)
    around = ent_filter_get_focus (filter, NULL);
  ent_filter_state_take (self->filter_state, ent_filter_with_focus (filter, around, steps > 0 ? (guint) steps : 0));
  ent_window_actions_update (self);
}

void
ent_window_find_keep_filter (EntWindow *self, EntLastView *view)
{
  EntFilter *filter = self->filter_state != NULL ? ent_filter_state_get (self->filter_state) : NULL;
  g_autoptr (GVariant) written = NULL;

  if (filter == NULL || ent_filter_is_empty (filter))
    return;
  written = g_variant_ref_sink (ent_filter_to_variant (filter));
  view->filter = g_variant_print (written, TRUE);
  view->hide = ent_filter_state_get_hide (self->filter_state);
}

void
ent_window_find_use_filter (EntWindow *self, const EntLastView *view)
{
  g_autoptr (GVariant) written
      = view->filter != NULL ? g_variant_parse (G_VARIANT_TYPE_VARDICT, view->filter, NULL, NULL, NULL) : NULL;

  if (written == NULL)
    return;
  ent_filter_state_set_hide (self->filter_state, view->hide);
  ent_filter_state_take (self->filter_state, ent_filter_new_from_variant (written));
}

void
ent_window_set_timeline_shown (EntWindow *self, gboolean shown)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "timeline");

  gtk_widget_set_visible (GTK_WIDGET (self->timeline), shown);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
}

/* --- Parts --- */

GtkWidget *
ent_window_find_build_map (EntWindow *self, GtkWidget *map)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->filter_state = ent_filter_state_new ();
  self->filter_bar = ENT_FILTER_BAR (ent_filter_bar_new (self->filter_state));
  self->timeline = ENT_TIMELINE (ent_timeline_new (self->filter_state));
  gtk_widget_set_visible (GTK_WIDGET (self->timeline), FALSE);
  gtk_widget_set_vexpand (map, TRUE);
  gtk_box_append (GTK_BOX (box), ent_window_list_build (self, map));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->timeline));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->filter_bar));
  g_signal_connect_swapped (self->filter_state, "changed", G_CALLBACK (on_filter), self);
  return box;
}

GtkWidget *
ent_window_find_build (EntWindow *self, GtkWidget *body)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->search_box = ENT_SEARCH_BOX (ent_search_box_new ());
  gtk_overlay_set_child (GTK_OVERLAY (overlay), body);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->search_box));
  g_signal_connect_swapped (self->search_box, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect_swapped (self->search_box, "found", G_CALLBACK (on_found), self);
  return overlay;
}

void
ent_window_find_show_content (EntWindow *self)
{
  ent_search_box_set_map (self->search_box, ent_window_get_map (self));
  ent_filter_state_set_map (self->filter_state, ent_window_get_map (self));
  ent_list_view_set_content (self->list, ent_window_get_map (self), self->selection);
}

void
ent_window_find_dispose (EntWindow *self)
{
  g_clear_weak_pointer (&self->focus_before_search);
  if (self->search_box != NULL)
    ent_search_box_set_map (self->search_box, NULL);
  if (self->list != NULL)
    ent_list_view_set_content (self->list, NULL, NULL);
  self->list = NULL;
  if (self->filter_state != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->filter_state, self);
      ent_filter_state_set_map (self->filter_state, NULL);
    }
  g_clear_object (&self->filter_state);
  self->search_box = NULL;
}
