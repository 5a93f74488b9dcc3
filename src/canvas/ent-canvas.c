/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widget: what it shows, and when its scene is made anew.
 *
 * Whatever makes the picture untrue (a change of the map, the selection, text size, direction) only marks it stale and
 * asks for a tick; the tick, or whoever needs the scene sooner, brings it up to date. So a hundred changes between two
 * frames cost one scene. */
#include "ent-canvas-private.h"

#include <string.h>

enum
{
  PROP_ZOOM = 1,
  PROP_THEME,
  N_PROPS
};

enum
{
  ACTIVATE_TARGET,
  ADD_ACTOR_AT,
  CONNECT_ACTORS,
  RENAME_ACTOR,
  CONTEXT_MENU,
  BUILDING_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntCanvas, ent_canvas, GTK_TYPE_WIDGET)

/* --- Targets --- */

void
ent_canvas_target_set (EntCanvasTarget *self, EntTarget target)
{
  EntCanvasTarget old = *self;

  self->kind = target.kind;
  self->id = g_strdup (target.id != NULL ? target.id : "");
  self->other = g_strdup (target.other != NULL ? target.other : "");
  g_free (old.id);
  g_free (old.other);
}

EntTarget
ent_canvas_target_get (const EntCanvasTarget *self)
{
  EntTarget target = { self->kind, self->id != NULL ? self->id : "", self->other != NULL ? self->other : "" };

  return target;
}

gboolean
ent_canvas_target_equal (EntTarget a, EntTarget b)
{
  return a.kind == b.kind && g_strcmp0 (a.id, b.id) == 0 && g_strcmp0 (a.other, b.other) == 0;
}

EntTarget
ent_canvas_target_of_edge (EntScene *scene, const EntSceneEdge *edge)
{
  EntTarget target = { ENT_TARGET_RELATION, edge->relation->id, "" };

  if (edge->n_relations > 1)
    {
      /* In the order that the selection keeps pairs in. */
      gboolean swap = strcmp (edge->relation->source, edge->relation->target) > 0;

      target.kind = ENT_TARGET_PAIR;
      target.id = swap ? edge->relation->target : edge->relation->source;
      target.other = swap ? edge->relation->source : edge->relation->target;
    }
  return target;
}

EntTarget
ent_canvas_target_of_hit (EntScene *scene, EntHit hit)
{
  EntTarget target = { ENT_TARGET_NONE, "", "" };

  switch (hit.kind)
    {
    case ENT_HIT_NODE:
      target.kind = ENT_TARGET_ACTOR;
      target.id = ent_canvas_node (scene, hit.index)->actor->id;
      break;
    case ENT_HIT_EDGE:
    case ENT_HIT_LABEL:
      return ent_canvas_target_of_edge (scene, ent_canvas_edge (scene, hit.index));
    case ENT_HIT_CAPTION:
    case ENT_HIT_NOTHING:
    default:
      break;
    }
  return target;
}

EntRect
ent_canvas_edge_box (EntScene *scene, const EntSceneEdge *edge)
{
  guint n;

  if (edge->label != G_MAXUINT)
    return ent_scene_labels (scene, &n)[edge->label].box;
  return ent_rect_around (ent_scene_edge_point (edge, 0.5, NULL), 16, 16);
}

gboolean
ent_canvas_target_box (EntScene *scene, EntTarget target, EntRect *box)
{
  int i, j;

  switch (target.kind)
    {
    case ENT_TARGET_ACTOR:
      i = ent_scene_node_of (scene, target.id);
      if (i >= 0)
        *box = ent_canvas_node (scene, i)->box;
      return i >= 0;
    case ENT_TARGET_RELATION:
      i = ent_scene_edge_of (scene, target.id);
      if (i >= 0)
        *box = ent_canvas_edge_box (scene, ent_canvas_edge (scene, i));
      return i >= 0;
    case ENT_TARGET_PAIR:
      {
        GPtrArray *between = ent_map_index_relations_between (ent_scene_get_index (scene), target.id, target.other);

        for (guint k = 0; k < between->len; k++)
          {
            i = ent_scene_edge_of (scene, ((EntRelation *) g_ptr_array_index (between, k))->id);
            if (i >= 0 && ent_canvas_edge (scene, i)->n_relations > 1)
              {
                *box = ent_canvas_edge_box (scene, ent_canvas_edge (scene, i));
                return TRUE;
              }
          }
        /* Open: both actors. */
        i = ent_scene_node_of (scene, target.id);
        j = ent_scene_node_of (scene, target.other);
        if (i < 0 || j < 0)
          return FALSE;
        *box = ent_rect_union (ent_canvas_node (scene, i)->box, ent_canvas_node (scene, j)->box);
        return TRUE;
      }
    case ENT_TARGET_NONE:
    default:
      return FALSE;
    }
}

char *
ent_canvas_describe (EntScene *scene, EntTarget target)
{
  EntMapIndex *index = ent_scene_get_index (scene);

  switch (target.kind)
    {
    case ENT_TARGET_ACTOR:
      return ent_map_index_describe_actor (index, target.id);
    case ENT_TARGET_RELATION:
      return ent_map_index_describe_relation (index, target.id);
    case ENT_TARGET_PAIR:
      return ent_map_index_describe_pair (index, target.id, target.other);
    case ENT_TARGET_NONE:
    default:
      return g_strdup ("");
    }
}

/* The map may have lost a thing that the scene still shows: then nothing is chosen. */
void
ent_canvas_choose (EntCanvas *self, EntTarget target)
{
  if (self->selection == NULL)
    return;
  if (target.kind == ENT_TARGET_ACTOR && ent_map_actor (self->map, target.id) != NULL)
    ent_selection_choose_actor (self->selection, target.id);
  else if (target.kind == ENT_TARGET_RELATION && ent_map_relation (self->map, target.id) != NULL)
    ent_selection_choose_relation (self->selection, target.id);
  else if (target.kind == ENT_TARGET_PAIR && ent_map_actor (self->map, target.id) != NULL
           && ent_map_actor (self->map, target.other) != NULL)
    ent_selection_choose_pair (self->selection, target.id, target.other);
  else
    {
      /* The node of a collapsed group is none of the map. */
      gboolean is_group = target.kind == ENT_TARGET_ACTOR && ent_map_find (self->map, target.id) != NULL;
      g_autofree char *group = is_group ? g_strdup (target.id) : NULL;

      ent_selection_choose_none (self->selection);
      ent_canvas_set_ground (self, group);
      if (group != NULL)
        ent_canvas_emit_choose_ground (self, group);
    }
}

void
ent_canvas_activate (EntCanvas *self, EntTarget target)
{
  if (target.kind != ENT_TARGET_NONE)
    g_signal_emit (self, signals[ACTIVATE_TARGET], 0, (int) target.kind, target.id, target.other);
}

void
ent_canvas_add_actor_at (EntCanvas *self, EntPoint widget)
{
  EntPoint at = ent_viewport_to_scene (&self->view, widget);

  if (self->map != NULL)
    g_signal_emit (self, signals[ADD_ACTOR_AT], 0, at.x / self->text_scale, at.y / self->text_scale);
}

void
ent_canvas_emit_connect (EntCanvas *self, const char *source, const char *target, EntPoint widget)
{
  g_signal_emit (self, signals[CONNECT_ACTORS], 0, source, target, widget.x, widget.y);
}

void
ent_canvas_emit_choose_ground (EntCanvas *self, const char *id)
{
  g_signal_emit_by_name (self, "choose-ground", id);
}

void
ent_canvas_emit_rename (EntCanvas *self, const char *id)
{
  g_signal_emit (self, signals[RENAME_ACTOR], 0, id);
}

void
ent_canvas_tell_building (EntCanvas *self)
{
  g_signal_emit (self, signals[BUILDING_CHANGED], 0);
}

void
ent_canvas_emit_menu (EntCanvas *self, EntTarget target, EntPoint widget)
{
  g_signal_emit (self, signals[CONTEXT_MENU], 0, (int) target.kind, target.id, target.other, widget.x, widget.y);
}

/* --- Scene --- */

/* The pair whose bundle the selection opens, in the selection's order; FALSE for none. */
static gboolean
pair_of_selection (EntCanvas *self, const char **a, const char **b)
{
  EntTarget chosen = ent_selection_get (self->selection);
  const EntRelation *relation = NULL;

  if (chosen.kind == ENT_TARGET_PAIR)
    {
      *a = chosen.id;
      *b = chosen.other;
      return TRUE;
    }
  if (chosen.kind == ENT_TARGET_RELATION)
    relation = ent_map_relation (self->map, chosen.id);
  if (relation == NULL)
    return FALSE;
  *a = strcmp (relation->source, relation->target) <= 0 ? relation->source : relation->target;
  *b = *a == relation->source ? relation->target : relation->source;
  return TRUE;
}

/* Takes the pair to be open from the selection; TRUE when that is another than before. */
static gboolean
update_open_pair (EntCanvas *self)
{
  const char *a = NULL, *b = NULL;

  pair_of_selection (self, &a, &b);
  if (g_strcmp0 (a, self->open_pair[0]) == 0 && g_strcmp0 (b, self->open_pair[1]) == 0)
    return FALSE;
  g_free (self->open_pair[0]);
  g_free (self->open_pair[1]);
  self->open_pair[0] = g_strdup (a);
  self->open_pair[1] = g_strdup (b);
  return TRUE;
}

static EntSceneEmphasis *
make_emphasis (EntCanvas *self)
{
  EntTarget chosen = ent_selection_get (self->selection), hovered = ent_selection_get_hover (self->selection);
  EntSceneEmphasis *emphasis = ent_scene_emphasis_new (self->scene, chosen.kind, chosen.id, chosen.other, hovered.kind,
                                                       hovered.id, hovered.other);
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  for (guint i = 0; i < n; i++)
    {
      int node = ent_scene_node_of (self->scene, actors[i]);

      if (node >= 0)
        emphasis->nodes[node] = ENT_EMPHASIS_CHOSEN;
    }
  ent_canvas_emphasize_path (self, emphasis);
  ent_canvas_veil (self, emphasis);
  return emphasis;
}

void
ent_canvas_update_scene (EntCanvas *self)
{
  if (self->map == NULL || ent_map_in_transaction (self->map))
    return;
  if (self->scene_stale)
    g_clear_pointer (&self->closed, ent_scene_unref);
  if (update_open_pair (self) || self->scene_stale || (self->scene == NULL && !self->building && !self->halted))
    {
      self->scene_stale = FALSE;
      ent_canvas_build (self);
    }
  if (self->scene == NULL)
    return;
  ent_canvas_drag_update (self);
  if (self->emphasis_stale || self->emphasis == NULL)
    {
      self->emphasis_stale = FALSE;
      g_clear_pointer (&self->emphasis, ent_scene_emphasis_free);
      self->emphasis = make_emphasis (self);
      self->picture_stale = TRUE;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  ent_canvas_view_start (self);
}

static gboolean
update_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntCanvas *self = ENT_CANVAS (widget);

  self->update_tick = 0;
  ent_canvas_update_scene (self);
  if (self->zoom_stale)
    ent_canvas_update_controls (self);
  ent_canvas_update_overview (self);
  self->zoom_stale = FALSE;
  return G_SOURCE_REMOVE;
}

void
ent_canvas_queue_update (EntCanvas *self)
{
  if (self->update_tick == 0)
    self->update_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), update_tick, NULL, NULL);
}

static void
map_changed (EntCanvas *self)
{
  self->scene_stale = self->map_changed = TRUE;
  ent_canvas_queue_update (self);
}

static void
selection_changed (EntCanvas *self)
{
  if (ent_selection_get (self->selection).kind != ENT_TARGET_NONE)
    ent_canvas_set_ground (self, NULL);
  self->emphasis_stale = TRUE;
  ent_canvas_note_place (self);
  ent_canvas_queue_things (self);
  ent_canvas_queue_update (self);
}

static void
hover_changed (EntCanvas *self)
{
  self->emphasis_stale = TRUE;
  ent_canvas_queue_update (self);
}

/* @keep_building: what is being built is what is shown next. */
static void
drop_content (EntCanvas *self, gboolean keep_building)
{
  ent_canvas_drag_cancel (self);
  ent_canvas_set_ground (self, NULL);
  ent_canvas_glide_finish (self);
  ent_canvas_stop_animation (self);
  ent_canvas_clear_things (self);
  ent_canvas_forget_walk (self);
  ent_canvas_forget_places (self);
  ent_canvas_clear_overview (self);
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->map);
  g_clear_object (&self->selection);
  g_clear_object (&self->history);
  g_clear_pointer (&self->scene, ent_scene_unref);
  g_clear_pointer (&self->closed, ent_scene_unref);
  g_clear_pointer (&self->emphasis, ent_scene_emphasis_free);
  ent_canvas_clear_shown (self);
  g_clear_pointer (&self->path, g_strfreev);
  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->open_pair[0], g_free);
  g_clear_pointer (&self->open_pair[1], g_free);
  ent_tiles_clear (self->tiles);
  self->halted = FALSE;
  if (!keep_building)
    {
      self->build_serial++;
      self->build_again = FALSE;
      ent_canvas_stop_building (self);
    }
  self->lines_scale = 0;
  self->lines = self->lines_drawn = 0;
  self->rough = self->drawn = self->scene_stale = self->map_changed = FALSE;
}

void
ent_canvas_set_content (EntCanvas *self, EntMap *map, EntSelection *selection, EntHistory *history)
{
  gboolean same;

  g_return_if_fail (ENT_IS_CANVAS (self));
  g_return_if_fail ((map == NULL) == (selection == NULL));

  if (map == self->map && selection == self->selection && history == self->history)
    return;
  same = map == self->map && self->building && !self->build_again && !self->scene_stale && self->open_pair[0] == NULL;
  drop_content (self, same);
  if (map != NULL)
    {
      self->map = g_object_ref (map);
      self->selection = g_object_ref (selection);
      self->history = history != NULL ? g_object_ref (history) : NULL;
      g_signal_connect_swapped (map, "changed", G_CALLBACK (map_changed), self);
      g_signal_connect_swapped (selection, "changed", G_CALLBACK (selection_changed), self);
      g_signal_connect_swapped (selection, "hover-changed", G_CALLBACK (hover_changed), self);
    }
  g_clear_object (&self->sketch);
  self->fresh = TRUE;
  self->fit = ENT_FIT_NONE;
  ent_canvas_update_legend (self);
  if (map != NULL && !ent_map_in_transaction (map))
    {
      same = !update_open_pair (self) && same;
      if (!same)
        ent_canvas_build (self);
    }
  ent_canvas_queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

EntScene *
ent_canvas_get_scene (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), NULL);

  ent_canvas_update_scene (self);
  if (self->map != NULL && self->building)
    {
      /* What is asked for here is to be true now. */
      ent_canvas_build_now (self);
      ent_canvas_update_scene (self);
    }
  return ent_canvas_final_scene (self);
}

EntSceneEmphasis *
ent_canvas_dup_emphasis (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), NULL);

  ent_canvas_update_scene (self);
  return self->scene != NULL ? make_emphasis (self) : NULL;
}

/* --- The desktop's style --- */

static double
desktop_text_scale (GtkSettings *settings)
{
  int dpi = -1; /* 1024ths; 96 is 100 %, -1 where the desktop says nothing */

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / 1024.0 / 96, 0.5, 4) : 1;
}

static void
follow_text_scale (EntCanvas *self)
{
  double scale = desktop_text_scale (gtk_settings_get_default ());

  if (scale == self->text_scale)
    return;
  /* Scene units grow: the same place of the map stays in the middle. */
  self->view.middle.x *= scale / self->text_scale;
  self->view.middle.y *= scale / self->text_scale;
  self->text_scale = scale;
  ent_canvas_stop_animation (self);
  self->scene_stale = TRUE;
  if (self->fit != ENT_FIT_NONE)
    self->fresh = TRUE;
  ent_canvas_queue_update (self);
}

static EntTheme
desktop_theme (GtkSettings *settings)
{
  g_autofree char *name = NULL;
  gboolean dark = FALSE, contrast;

  g_object_get (settings, "gtk-theme-name", &name, "gtk-application-prefer-dark-theme", &dark, NULL);
  contrast = name != NULL && (strstr (name, "HighContrast") != NULL || g_str_has_suffix (name, "-hc"));
  dark = dark || (name != NULL && (strstr (name, "Inverse") != NULL || g_str_has_suffix (name, "dark")));
  if (contrast)
    return dark ? ENT_THEME_DARK_CONTRAST : ENT_THEME_LIGHT_CONTRAST;
  return dark ? ENT_THEME_DARK : ENT_THEME_LIGHT;
}

static void
change_theme (EntCanvas *self, EntTheme theme)
{
  if (theme == self->theme)
    return;
  self->theme = theme;
  self->picture_stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->legend);
  ent_canvas_queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_THEME]);
}

static void
follow_theme (EntCanvas *self)
{
  if (!self->theme_given)
    change_theme (self, desktop_theme (gtk_settings_get_default ()));
}

EntTheme
ent_canvas_get_theme (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), ENT_THEME_LIGHT);

  return self->theme;
}

void
ent_canvas_set_theme (EntCanvas *self, EntTheme theme)
{
  g_return_if_fail (ENT_IS_CANVAS (self));
  g_return_if_fail (theme < ENT_N_THEMES);

  self->theme_given = TRUE;
  change_theme (self, theme);
}

/* --- The widget --- */

static void
ent_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EntCanvas *self = ENT_CANVAS (widget);

  ent_canvas_allocate_controls (self, width, height);
  ent_canvas_view_resize (self, width, height);
  ent_canvas_allocate_overview (self);
  ent_canvas_allocate_things (self);
}

static void
ent_canvas_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  /* The controls always fit. */
  gtk_widget_measure (ENT_CANVAS (widget)->controls, orientation, -1, minimum, NULL, NULL, NULL);
  *minimum += 24;
  *natural = MAX (*minimum, orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600);
}

static GtkSizeRequestMode
ent_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
ent_canvas_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  EntCanvas *self = ENT_CANVAS (widget);

  self->scene_stale = TRUE;
  ent_canvas_queue_update (self);
  GTK_WIDGET_CLASS (ent_canvas_parent_class)->direction_changed (widget, previous);
}

static void
ent_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EntCanvas *self = ENT_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->view.zoom);
      break;
    case PROP_THEME:
      g_value_set_int (value, self->theme);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ent_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EntCanvas *self = ENT_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      ent_canvas_zoom_to (self, g_value_get_double (value));
      break;
    case PROP_THEME:
      ent_canvas_set_theme (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ent_canvas_dispose (GObject *object)
{
  EntCanvas *self = ENT_CANVAS (object);

  drop_content (self, FALSE);
  if (self->update_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->update_tick);
  self->update_tick = 0;
  g_clear_handle_id (&self->things_timeout, g_source_remove);
  ent_canvas_dispose_drawing (self);
  ent_canvas_dispose_walk (self);
  g_clear_handle_id (&self->extra_source, g_source_remove);
  g_clear_pointer (&self->controls, gtk_widget_unparent);
  g_clear_pointer (&self->legend, gtk_widget_unparent);
  g_clear_pointer (&self->legend_toggle, gtk_widget_unparent);
  g_clear_pointer (&self->overview, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_canvas_parent_class)->dispose (object);
}

static void
ent_canvas_finalize (GObject *object)
{
  EntCanvas *self = ENT_CANVAS (object);

  g_hash_table_unref (self->things);
  g_ptr_array_unref (self->drag_ids);
  g_array_unref (self->drag_places);
  g_array_unref (self->drag_nodes);
  g_array_unref (self->drag_edges);
  g_array_unref (self->glide_ways);
  ent_canvas_finalize_walk (self);
  g_hash_table_unref (self->places);
  g_free (self->handle);
  g_free (self->ground);
  g_free (self->pressed.id);
  g_free (self->pressed.other);
  g_free (self->focused.id);
  g_free (self->focused.other);
  ent_tiles_free (self->tiles);
  ent_painter_free (self->painter);
  G_OBJECT_CLASS (ent_canvas_parent_class)->finalize (object);
}

static void
ent_canvas_class_init (EntCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ent_canvas_get_property;
  object_class->set_property = ent_canvas_set_property;
  object_class->dispose = ent_canvas_dispose;
  object_class->finalize = ent_canvas_finalize;
  widget_class->size_allocate = ent_canvas_size_allocate;
  widget_class->measure = ent_canvas_measure;
  widget_class->get_request_mode = ent_canvas_get_request_mode;
  widget_class->direction_changed = ent_canvas_direction_changed;
  widget_class->snapshot = ent_canvas_snapshot;
  widget_class->focus = ent_canvas_focus;

  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, ENT_ZOOM_MIN, ENT_ZOOM_MAX, 1,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_THEME] = g_param_spec_int ("theme", NULL, NULL, 0, ENT_N_THEMES - 1, ENT_THEME_LIGHT,
                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[ACTIVATE_TARGET] = g_signal_new ("activate-target", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);
  signals[ADD_ACTOR_AT] = g_signal_new ("add-actor-at", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[CONNECT_ACTORS] = g_signal_new ("connect-actors", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[RENAME_ACTOR] = g_signal_new ("rename-actor", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CONTEXT_MENU]
      = g_signal_new ("context-menu", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5, G_TYPE_INT,
                      G_TYPE_STRING, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  g_signal_new ("choose-ground", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("words-dropped", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 4,
                G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  g_signal_new ("text-dropped", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 4,
                G_TYPE_STRING, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[BUILDING_CHANGED]
      = g_signal_new ("building-changed", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "entcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_canvas_init (EntCanvas *self)
{
  GtkSettings *settings = gtk_settings_get_default ();

  self->painter = ent_painter_new ();
  ent_canvas_init_drawing (self);
  self->view.zoom = 1;
  self->text_scale = desktop_text_scale (settings);
  self->theme = desktop_theme (settings);
  self->drag_ids = g_ptr_array_new_with_free_func (g_free);
  self->drag_places = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  self->drag_nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->drag_edges = g_array_new (FALSE, FALSE, sizeof (guint));
  self->glide_ways = g_array_new (FALSE, FALSE, sizeof (EntCanvasWay));
  self->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ent_canvas_init_walk (self);
  ent_canvas_init_overview (self);
  ent_canvas_init_controls (self);
  ent_canvas_init_input (self);
  ent_canvas_init_drop (self);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (follow_text_scale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (follow_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-application-prefer-dark-theme", G_CALLBACK (follow_theme), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
ent_canvas_new (void)
{
  return g_object_new (ENT_TYPE_CANVAS, NULL);
}
