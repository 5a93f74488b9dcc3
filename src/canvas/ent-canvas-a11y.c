/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What assistive technology and the keyboard see of the map: a child widget for each actor, relation label and bundle
 * in view, that draws nothing, takes no pointer and lies exactly over the drawn box. GTK 4.8 knows no other way to tell
 * of things that are not widgets.
 *
 * Children are brought in line with the view when it has come to rest, and are used again: only what came into view is
 * made, only what left it is taken away. A screen reader walks all of them, so of a large map only the nearest to the
 * middle are there, and what the one with the keyboard is joined with; the map's own name tells how many are not. The
 * one with the keyboard stays while the scene has it. */
#include "ent-canvas-private.h"

#include <glib/gi18n.h>

/* Of those in view, the nearest to its middle. */
#define MAX_ACTORS 500
#define MAX_LINES 1000
#define MAX_NEIGHBOURS 200
#define REST_MS 120

struct _EntCanvasThing
{
  GtkWidget parent_instance;
  EntCanvasTarget target;
  char *name;
  gboolean chosen;
  gboolean wanted; /* while things are brought in line */
};

G_DEFINE_FINAL_TYPE (EntCanvasThing, ent_canvas_thing, GTK_TYPE_WIDGET)

static void
thing_choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntCanvas *canvas = ENT_CANVAS (gtk_widget_get_parent (widget));

  ent_canvas_choose (canvas, ent_canvas_target_get (&ENT_CANVAS_THING (widget)->target));
}

static void
thing_finalize (GObject *object)
{
  EntCanvasThing *self = ENT_CANVAS_THING (object);

  g_free (self->target.id);
  g_free (self->target.other);
  g_free (self->name);
  G_OBJECT_CLASS (ent_canvas_thing_parent_class)->finalize (object);
}

static void
thing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
}

static void
ent_canvas_thing_class_init (EntCanvasThingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thing_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = thing_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "entthing");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "thing.choose", NULL, thing_choose);
}

static void
ent_canvas_thing_init (EntCanvasThing *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/* --- Making and taking away --- */

static char *
key_of (EntTarget target)
{
  return g_strdup_printf ("%d\x01%s\x01%s", (int) target.kind, target.id, target.other);
}

static EntCanvasThing *
find_thing (EntCanvas *self, EntTarget target)
{
  g_autofree char *key = key_of (target);

  return g_hash_table_lookup (self->things, key);
}

static void
name_thing (EntCanvas *self, EntCanvasThing *thing)
{
  EntTarget target = ent_canvas_target_get (&thing->target);
  g_autofree char *name = ent_canvas_describe (self->scene, target);
  gboolean chosen = ent_canvas_target_equal (target, ent_selection_get (self->selection));

  if (g_strcmp0 (name, thing->name) != 0)
    {
      g_free (thing->name);
      thing->name = g_steal_pointer (&name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (thing), GTK_ACCESSIBLE_PROPERTY_LABEL, thing->name, -1);
    }
  if (chosen != thing->chosen)
    {
      thing->chosen = chosen;
      gtk_accessible_update_state (GTK_ACCESSIBLE (thing), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
    }
}

static EntCanvasThing *
ensure_thing (EntCanvas *self, EntTarget target)
{
  EntCanvasThing *thing = find_thing (self, target);

  if (thing == NULL)
    {
      thing = g_object_new (ENT_TYPE_CANVAS_THING, NULL);
      ent_canvas_target_set (&thing->target, target);
      /* Beneath the controls, which so stay last for Tab and for a screen reader. */
      gtk_widget_insert_before (GTK_WIDGET (thing), GTK_WIDGET (self), self->legend);
      gtk_accessible_update_state (GTK_ACCESSIBLE (thing), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
      g_hash_table_insert (self->things, key_of (target), thing);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
  name_thing (self, thing);
  return thing;
}

static void
allocate_thing (EntCanvas *self, EntCanvasThing *thing)
{
  EntRect box;

  if (self->scene == NULL || !ent_canvas_target_box (self->scene, ent_canvas_target_get (&thing->target), &box))
    box = ent_rect (0, 0, 0, 0);
  else
    box = ent_viewport_rect_to_widget (&self->view, box);
  gtk_widget_measure (GTK_WIDGET (thing), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      GTK_WIDGET (thing),
      &(GtkAllocation){ (int) floor (box.x), (int) floor (box.y), (int) ceil (box.width), (int) ceil (box.height) },
      -1);
}

void
ent_canvas_allocate_things (EntCanvas *self)
{
  GHashTableIter iter;
  gpointer thing;

  g_hash_table_iter_init (&iter, self->things);
  while (g_hash_table_iter_next (&iter, NULL, &thing))
    allocate_thing (self, thing);
}

/* What stands for @target in the picture: its bundle for a relation in a closed one, the first relation of an open
 * bundle; else itself. */
static EntTarget
shown_target (EntScene *scene, EntTarget target)
{
  const char *relation = target.id;
  int edge;

  if (target.kind == ENT_TARGET_PAIR)
    {
      GPtrArray *between = ent_map_index_relations_between (ent_scene_get_index (scene), target.id, target.other);

      if (between->len == 0)
        return target;
      relation = ((EntRelation *) g_ptr_array_index (between, 0))->id;
    }
  else if (target.kind != ENT_TARGET_RELATION)
    return target;
  edge = ent_scene_edge_of (scene, relation);
  return edge >= 0 ? ent_canvas_target_of_edge (scene, ent_canvas_edge (scene, edge)) : target;
}

static void
want (EntCanvas *self, EntTarget target)
{
  ensure_thing (self, target)->wanted = TRUE;
}

/* The nearest of what is offered: a heap with the farthest on top, so that each offer costs O(log most). */
typedef struct
{
  double distance;
  guint index;
} Offer;

typedef struct
{
  Offer *offers;
  guint n, most;
  guint offered;
} Nearest;

static void
offer (Nearest *self, double distance, guint index)
{
  guint at = self->n;

  self->offered++;
  if (self->n < self->most)
    {
      /* Up from the end. */
      for (self->n++; at > 0 && self->offers[(at - 1) / 2].distance < distance; at = (at - 1) / 2)
        self->offers[at] = self->offers[(at - 1) / 2];
      self->offers[at] = (Offer){ distance, index };
      return;
    }
  if (self->most == 0 || distance >= self->offers[0].distance)
    return;
  /* Down from the top. */
  for (at = 0; 2 * at + 1 < self->n;)
    {
      guint child = 2 * at + 1;

      if (child + 1 < self->n && self->offers[child + 1].distance > self->offers[child].distance)
        child++;
      if (self->offers[child].distance <= distance)
        break;
      self->offers[at] = self->offers[child];
      at = child;
    }
  self->offers[at] = (Offer){ distance, index };
}

/* What the one with the keyboard is joined with, and the lines between: a way to go on is always there. */
static void
want_neighbours (EntCanvas *self, EntTarget focused)
{
  GPtrArray *relations;

  if (focused.kind != ENT_TARGET_ACTOR)
    return;
  relations = ent_map_index_relations_of (ent_scene_get_index (self->scene), focused.id);
  for (guint i = 0; i < MIN (relations->len, MAX_NEIGHBOURS); i++)
    {
      const EntRelation *relation = g_ptr_array_index (relations, i);
      int edge = ent_scene_edge_of (self->scene, relation->id);
      const char *other = g_str_equal (relation->source, focused.id) ? relation->target : relation->source;

      if (edge < 0 || ent_canvas_hides_edge (self, (guint) edge))
        continue;
      want (self, ent_canvas_target_of_edge (self->scene, ent_canvas_edge (self->scene, (guint) edge)));
      want (self, (EntTarget){ ENT_TARGET_ACTOR, other, "" });
    }
}

/* @n_actors and @n_lines get how many in view are not among them. */
static void
want_what_is_in_view (EntCanvas *self, guint *n_actors, guint *n_lines)
{
  EntRect visible = ent_viewport_visible (&self->view);
  EntPoint middle = self->view.middle;
  g_autofree Offer *actor_offers = g_new (Offer, MAX_ACTORS), *line_offers = g_new (Offer, MAX_LINES);
  Nearest actors = { .offers = actor_offers, .most = MAX_ACTORS }, lines = { .offers = line_offers, .most = MAX_LINES };
  guint n_nodes, n_edges;
  const EntSceneNode *nodes = ent_scene_nodes (self->scene, &n_nodes);
  const EntSceneEdge *edges = ent_scene_edges (self->scene, &n_edges);

  for (guint i = 0; i < n_nodes; i++)
    if (ent_rect_overlaps (nodes[i].box, visible) && !ent_canvas_hides_node (self, i))
      {
        EntPoint at = ent_rect_middle (nodes[i].box);

        offer (&actors, hypot (at.x - middle.x, at.y - middle.y), i);
      }
  for (guint i = 0; i < n_edges; i++)
    {
      EntRect box;

      if (!ent_rect_overlaps (edges[i].bounds, visible) || ent_canvas_hides_edge (self, i))
        continue;
      box = ent_canvas_edge_box (self->scene, &edges[i]);
      if (ent_rect_overlaps (box, visible))
        offer (&lines, hypot (ent_rect_middle (box).x - middle.x, ent_rect_middle (box).y - middle.y), i);
    }
  for (guint i = 0; i < actors.n; i++)
    want (self, (EntTarget){ ENT_TARGET_ACTOR, nodes[actors.offers[i].index].actor->id, "" });
  for (guint i = 0; i < lines.n; i++)
    want (self, ent_canvas_target_of_edge (self->scene, &edges[lines.offers[i].index]));
  *n_actors = actors.offered - actors.n;
  *n_lines = lines.offered - lines.n;
}

/* "18 actors, 62 relations, 1 article, 55 excerpts", and how many things in view the children leave out. */
static void
name_map (EntCanvas *self, guint n_actors, guint n_lines)
{
  g_autofree char *overview = ent_map_index_describe (ent_scene_get_index (self->scene));
  g_autofree char *shown = ent_canvas_describe_shown (self);

  if (shown != NULL)
    {
      g_autofree char *all = g_steal_pointer (&overview);

      overview = g_strdup_printf ("%s; %s", all, shown);
    }
  if (n_actors + n_lines > 0)
    {
      g_autofree char *all = g_steal_pointer (&overview);
      g_autofree char *actors = g_strdup_printf (ngettext ("%'u actor", "%'u actors", n_actors), n_actors);
      g_autofree char *lines = g_strdup_printf (ngettext ("%'u line", "%'u lines", n_lines), n_lines);

      /* Translators: of a map that shows too much at once for a screen reader: first the counts of the whole map, then
       * "300 actors", then "1,200 lines". */
      if (n_actors > 0 && n_lines > 0)
        overview = g_strdup_printf (_ ("%s. %s and %s in view are not listed here: zoom in"), all, actors, lines);
      else
        overview = g_strdup_printf (_ ("%s. %s in view are not listed here: zoom in"), all, n_actors > 0 ? actors : lines);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, overview, -1);
}

static void
update_things (EntCanvas *self)
{
  EntCanvasThing *focused = NULL;
  GHashTableIter iter;
  gpointer value;
  guint n_actors, n_lines;

  ent_canvas_update_scene (self);
  if (self->scene == NULL || self->view.width <= 0)
    return;
  g_hash_table_iter_init (&iter, self->things);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ENT_CANVAS_THING (value)->wanted = FALSE;
  want_what_is_in_view (self, &n_actors, &n_lines);
  want_neighbours (self, ent_canvas_focused_target (self));
  g_hash_table_iter_init (&iter, self->things);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      EntCanvasThing *thing = value;
      EntTarget target;
      EntRect box;

      if (thing->wanted)
        continue;
      if (gtk_widget_has_focus (GTK_WIDGET (thing)))
        {
          target = ent_canvas_target_get (&thing->target);
          if (ent_canvas_target_equal (target, shown_target (self->scene, target)) && !ent_canvas_hides (self, target)
              && ent_canvas_target_box (self->scene, target, &box))
            continue;
          focused = thing;
        }
      g_hash_table_iter_steal (&iter);
      if (thing != focused)
        gtk_widget_unparent (GTK_WIDGET (thing));
    }
  if (focused != NULL)
    {
      ent_canvas_focus_target (self, ent_canvas_target_get (&focused->target));
      gtk_widget_unparent (GTK_WIDGET (focused));
    }
  name_map (self, n_actors, n_lines);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
at_rest (gpointer data)
{
  EntCanvas *self = data;

  self->things_timeout = 0;
  update_things (self);
  return G_SOURCE_REMOVE;
}

void
ent_canvas_queue_things (EntCanvas *self)
{
  g_clear_handle_id (&self->things_timeout, g_source_remove);
  self->things_timeout = g_timeout_add (REST_MS, at_rest, self);
}

void
ent_canvas_clear_things (EntCanvas *self)
{
  GHashTableIter iter;
  gpointer thing;

  g_clear_handle_id (&self->things_timeout, g_source_remove);
  g_hash_table_iter_init (&iter, self->things);
  while (g_hash_table_iter_next (&iter, NULL, &thing))
    {
      g_hash_table_iter_steal (&iter);
      gtk_widget_unparent (thing);
    }
}

/* --- Keyboard --- */

static GtkWidget *
focus_widget (EntCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

EntTarget
ent_canvas_focused_target (EntCanvas *self)
{
  GtkWidget *focus = focus_widget (self);
  EntTarget none = { ENT_TARGET_NONE, "", "" };

  if (focus == NULL || !ENT_IS_CANVAS_THING (focus) || gtk_widget_get_parent (focus) != GTK_WIDGET (self))
    return none;
  return ent_canvas_target_get (&ENT_CANVAS_THING (focus)->target);
}

void
ent_canvas_focus_target (EntCanvas *self, EntTarget target)
{
  EntCanvasThing *thing;
  EntRect box;

  ent_canvas_update_scene (self);
  if (self->scene != NULL)
    target = shown_target (self->scene, target);
  if (self->scene == NULL || !ent_canvas_target_box (self->scene, target, &box) || ent_canvas_hides (self, target))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }
  thing = ensure_thing (self, target);
  ent_canvas_target_set (&self->focused, ent_canvas_target_get (&thing->target));
  gtk_widget_grab_focus (GTK_WIDGET (thing));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ent_canvas_queue_things (self);
}

/* Calls @visit with each thing of the scene and its box. */
typedef void (*Visit) (EntTarget target, EntRect box, gpointer data);

static void
each_thing (EntCanvas *self, Visit visit, gpointer data)
{
  EntScene *scene = self->scene;
  guint n_nodes, n_edges;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n_nodes);
  const EntSceneEdge *edges = ent_scene_edges (scene, &n_edges);

  for (guint i = 0; i < n_nodes; i++)
    if (!ent_canvas_hides_node (self, i))
      visit ((EntTarget){ ENT_TARGET_ACTOR, nodes[i].actor->id, "" }, nodes[i].box, data);
  for (guint i = 0; i < n_edges; i++)
    {
      EntTarget target = ent_canvas_target_of_edge (scene, &edges[i]);
      EntRect box;

      if (!ent_canvas_hides_edge (self, i) && ent_canvas_target_box (scene, target, &box))
        visit (target, box, data);
    }
}

typedef struct
{
  EntTarget from;
  EntPoint start, direction; /* direction 0, 0: any */
  EntTarget best;
  double cost;
} Search;

/* The nearest that way: what lies aside counts double, and what lies more aside than ahead not at all. */
static void
consider (EntTarget target, EntRect box, gpointer data)
{
  Search *search = data;
  EntPoint middle = ent_rect_middle (box);
  double dx = middle.x - search->start.x, dy = middle.y - search->start.y, cost = hypot (dx, dy);

  if (ent_canvas_target_equal (target, search->from))
    return;
  if (search->direction.x != 0 || search->direction.y != 0)
    {
      double ahead = dx * search->direction.x + dy * search->direction.y;
      double aside = fabs (dx * search->direction.y) + fabs (dy * search->direction.x);

      if (ahead <= 0 || aside > ahead * 1.5)
        return;
      cost = ahead + 2 * aside;
    }
  if (cost < search->cost)
    {
      search->cost = cost;
      search->best = target;
    }
}

EntPoint
ent_canvas_unit_of (GtkDirectionType direction)
{
  switch (direction)
    {
    case GTK_DIR_LEFT:
      return ent_point (-1, 0);
    case GTK_DIR_RIGHT:
      return ent_point (1, 0);
    case GTK_DIR_UP:
      return ent_point (0, -1);
    case GTK_DIR_DOWN:
      return ent_point (0, 1);
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    default:
      return ent_point (0, 0);
    }
}

EntTarget
ent_canvas_nearest (EntCanvas *self, EntTarget from, GtkDirectionType direction)
{
  Search search = { .from = from, .direction = ent_canvas_unit_of (direction), .cost = G_MAXDOUBLE };
  EntRect box;

  if (!ent_canvas_target_box (self->scene, from, &box))
    return search.best;
  search.start = ent_rect_middle (box);
  each_thing (self, consider, &search);
  return search.best;
}

/* Gives the keyboard to the thing that had it last, else to the chosen one, else to the one nearest to the middle. */
static gboolean
enter_map (EntCanvas *self)
{
  Search search = { .cost = G_MAXDOUBLE, .start = self->view.middle };
  EntTarget wanted = ent_canvas_target_get (&self->focused);
  EntRect box;

  ent_canvas_update_scene (self);
  if (self->scene == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!ent_canvas_target_box (self->scene, wanted, &box) || ent_canvas_hides (self, wanted))
    wanted = ent_selection_get (self->selection);
  if (!ent_canvas_target_box (self->scene, wanted, &box))
    {
      each_thing (self, consider, &search);
      wanted = search.best;
    }
  if (wanted.kind == ENT_TARGET_NONE)
    return gtk_widget_grab_focus (GTK_WIDGET (self));
  ent_canvas_reveal (self, wanted.kind, wanted.id, wanted.other, FALSE);
  ent_canvas_focus_target (self, wanted);
  return TRUE;
}

/* The controls, then the button that opens the legend. */
static gboolean
focus_controls (EntCanvas *self, GtkDirectionType direction, gboolean in_toggle)
{
  gboolean backward = direction == GTK_DIR_TAB_BACKWARD;

  if (in_toggle)
    return backward && gtk_widget_child_focus (self->controls, direction);
  if (backward && gtk_widget_get_focus_child (GTK_WIDGET (self)) != self->controls
      && gtk_widget_child_focus (self->legend_toggle, direction))
    return TRUE;
  return gtk_widget_child_focus (self->controls, direction)
         || (direction == GTK_DIR_TAB_FORWARD && gtk_widget_child_focus (self->legend_toggle, direction));
}

/* Tab stops once at the map, then at the controls; arrows go from thing to thing. */
gboolean
ent_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  EntCanvas *self = ENT_CANVAS (widget);
  GtkWidget *focus = focus_widget (self);
  gboolean in_controls = focus != NULL && gtk_widget_is_ancestor (focus, self->controls);
  gboolean in_toggle = focus != NULL && focus == self->legend_toggle;
  EntTarget thing = ent_canvas_focused_target (self);
  gboolean on_map = focus == widget || thing.kind != ENT_TARGET_NONE;

  if (in_controls || in_toggle)
    return focus_controls (self, direction, in_toggle) || (direction == GTK_DIR_TAB_BACKWARD && enter_map (self));
  switch (direction)
    {
    case GTK_DIR_TAB_FORWARD:
      return on_map ? focus_controls (self, direction, FALSE) : enter_map (self);
    case GTK_DIR_TAB_BACKWARD:
      return !on_map && (focus_controls (self, direction, FALSE) || enter_map (self));
    case GTK_DIR_LEFT:
    case GTK_DIR_RIGHT:
    case GTK_DIR_UP:
    case GTK_DIR_DOWN:
    default:
      if (thing.kind == ENT_TARGET_NONE)
        return !on_map && enter_map (self);
      ent_canvas_walk (self, thing, direction);
      return TRUE;
    }
}
