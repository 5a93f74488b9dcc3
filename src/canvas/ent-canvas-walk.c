/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going about the map by keys. From an actor an arrow goes onto the line that leads that way; on a line the two arrows
 * along it lead to its ends, and the two across it turn to the next line of the actor that the way came from. So every
 * line of an actor is reached from each other one. Home and End are the first and the last actor as one reads; letters
 * find an actor by its name; Backspace goes back along the way.
 *
 * The way holds ids only: what is gone from the map meanwhile is passed over. */
#include "ent-canvas-private.h"

#include <dlfcn.h>
#include <glib/gi18n.h>

#define MOST_STEPS 1000
/* Seconds without a letter until the next one begins a new name. */
#define TYPED_SECONDS 2
/* The cosine between an arrow and where a line leads at which it is still that way: 70 degrees. */
#define NEAR_ENOUGH 0.34
/* How much distance counts beside direction: a whole map's width as much as this in radians. */
#define BY_DISTANCE 0.25
/* Scene units at 100 %: actors whose middles differ less in height stand in one row. */
#define ROW 48.0

/* --- The way --- */

static void
step_free (gpointer data)
{
  EntCanvasTarget *step = data;

  g_free (step->id);
  g_free (step->other);
  g_free (step);
}

/* Goes to @target, and remembers where the way was. */
static void
go_to (EntCanvas *self, EntTarget target)
{
  EntTarget from = ent_canvas_focused_target (self);

  if (from.kind != ENT_TARGET_NONE && !ent_canvas_target_equal (from, target))
    {
      EntCanvasTarget *step = g_new0 (EntCanvasTarget, 1);

      ent_canvas_target_set (step, from);
      g_ptr_array_add (self->steps, step);
      if (self->steps->len > MOST_STEPS)
        g_ptr_array_remove_index (self->steps, 0);
    }
  ent_canvas_reveal (self, target.kind, target.id, target.other, FALSE);
  ent_canvas_focus_target (self, target);
}

gboolean
ent_canvas_walk_back (EntCanvas *self)
{
  EntRect box;

  while (self->steps->len > 0)
    {
      EntCanvasTarget *step = g_ptr_array_steal_index (self->steps, self->steps->len - 1);
      EntTarget target = ent_canvas_target_get (step);
      gboolean there = ent_canvas_target_box (self->scene, target, &box) && !ent_canvas_hides (self, target)
                       && !ent_canvas_target_equal (target, ent_canvas_focused_target (self));

      if (there)
        {
          ent_canvas_reveal (self, target.kind, target.id, target.other, FALSE);
          ent_canvas_focus_target (self, target);
        }
      step_free (step);
      if (there)
        return TRUE;
    }
  ent_canvas_announce (self, _ ("This is where the way began"));
  return FALSE;
}

void
ent_canvas_announce (EntCanvas *self, const char *text)
{
  /* Since GTK 4.14; the last argument 1 is GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM. */
  static void (*announce) (GtkAccessible *, const char *, int);
  static gsize looked = 0;

  if (g_once_init_enter (&looked))
    {
      *(void **) &announce = dlsym (RTLD_DEFAULT, "gtk_accessible_announce");
      g_once_init_leave (&looked, 1);
    }
  if (announce != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    announce (GTK_ACCESSIBLE (self), text, 1);
}

/* --- Along lines --- */

/* A line as one of its two actors sees it. */
typedef struct
{
  guint edge;
  EntPoint way; /* from the actor to between the line's middle and its other end: tells parallel lines apart */
  double angle; /* of it, radians */
} Ray;

static EntPoint
middle_of (EntCanvas *self, EntTarget target)
{
  EntRect box = ent_rect (0, 0, 0, 0);

  ent_canvas_target_box (self->scene, target, &box);
  return ent_rect_middle (box);
}

/* Where line @edge leads, seen from @node; a loop leads to its own middle. */
static EntPoint
way_of (EntCanvas *self, guint edge, guint node)
{
  const EntSceneEdge *line = ent_canvas_edge (self->scene, edge);
  EntPoint start = ent_rect_middle (ent_canvas_node (self->scene, node)->box);
  EntPoint end = middle_of (self, ent_canvas_target_of_edge (self->scene, line));
  guint other = line->source == node ? line->target : line->source;

  if (other != node)
    {
      EntPoint far = ent_rect_middle (ent_canvas_node (self->scene, other)->box);

      end = ent_point ((end.x + far.x) / 2, (end.y + far.y) / 2);
    }
  return ent_point (end.x - start.x, end.y - start.y);
}

static int
by_angle (gconstpointer a, gconstpointer b)
{
  const Ray *p = a, *q = b;

  if (p->angle != q->angle)
    return p->angle < q->angle ? -1 : 1;
  return p->edge < q->edge ? -1 : p->edge > q->edge;
}

/* The lines of an actor by their angle, each once. (transfer full) */
static GArray *
rays_of (EntCanvas *self, guint node)
{
  GArray *rays = g_array_new (FALSE, FALSE, sizeof (Ray));
  const char *id = ent_canvas_node (self->scene, node)->actor->id;
  GPtrArray *relations = ent_map_index_relations_of (ent_scene_get_index (self->scene), id);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < relations->len; i++)
    {
      int edge = ent_scene_edge_of (self->scene, ((EntRelation *) g_ptr_array_index (relations, i))->id);
      Ray ray = { .edge = (guint) edge };

      if (edge < 0 || ent_canvas_hides_edge (self, (guint) edge) || !g_hash_table_add (seen, GINT_TO_POINTER (edge + 1)))
        continue;
      ray.way = way_of (self, ray.edge, node);
      ray.angle = atan2 (ray.way.y, ray.way.x);
      g_array_append_val (rays, ray);
    }
  g_array_sort (rays, by_angle);
  return rays;
}

/* The line that leads best towards @direction; -1 for none. */
static int
best_line (EntCanvas *self, guint node, EntPoint direction)
{
  g_autoptr (GArray) rays = rays_of (self, node);
  EntRect bounds = ent_scene_bounds (self->scene);
  double least = G_MAXDOUBLE;
  int best = -1;

  for (guint i = 0; i < rays->len; i++)
    {
      const Ray *ray = &g_array_index (rays, Ray, i);
      double length = hypot (ray->way.x, ray->way.y), cosine, cost;

      if (length == 0)
        continue;
      cosine = (ray->way.x * direction.x + ray->way.y * direction.y) / length;
      cost = acos (CLAMP (cosine, -1, 1)) + BY_DISTANCE * length / (bounds.width + bounds.height);
      if (cosine >= NEAR_ENOUGH && cost < least)
        {
          least = cost;
          best = (int) ray->edge;
        }
    }
  return best;
}

/* The next line around @node after @edge, the way that @direction turns. */
static guint
turned (EntCanvas *self, guint node, guint edge, EntPoint direction)
{
  g_autoptr (GArray) rays = rays_of (self, node);
  guint at = 0, n = rays->len;
  const Ray *ray;

  if (n == 0)
    return edge; /* a filter hides it now */
  while (at + 1 < n && g_array_index (rays, Ray, at).edge != edge)
    at++;
  ray = &g_array_index (rays, Ray, at);
  if (direction.y * ray->way.x - direction.x * ray->way.y > 0)
    at = (at + 1) % n;
  else
    at = (at + n - 1) % n;
  return g_array_index (rays, Ray, at).edge;
}

static int
edge_of (EntScene *scene, EntTarget target)
{
  GPtrArray *between;

  if (target.kind == ENT_TARGET_RELATION)
    return ent_scene_edge_of (scene, target.id);
  if (target.kind != ENT_TARGET_PAIR)
    return -1;
  between = ent_map_index_relations_between (ent_scene_get_index (scene), target.id, target.other);
  return between->len > 0 ? ent_scene_edge_of (scene, ((EntRelation *) g_ptr_array_index (between, 0))->id) : -1;
}

static EntTarget
target_of_node (EntCanvas *self, guint node)
{
  return (EntTarget){ ENT_TARGET_ACTOR, ent_canvas_node (self->scene, node)->actor->id, "" };
}

static void
walk_from_line (EntCanvas *self, guint edge, EntPoint direction)
{
  const EntSceneEdge *line = ent_canvas_edge (self->scene, edge);
  int came = self->walked_from != NULL ? ent_scene_node_of (self->scene, self->walked_from) : -1;
  guint from = came == (int) line->target ? line->target : line->source;
  guint far = from == line->source ? line->target : line->source;
  EntPoint way = way_of (self, edge, from);
  gboolean along = fabs (way.x) >= fabs (way.y) ? direction.x != 0 : direction.y != 0;

  if (along)
    go_to (self, target_of_node (self, way.x * direction.x + way.y * direction.y > 0 ? far : from));
  else
    {
      edge = turned (self, from, edge, direction);
      go_to (self, ent_canvas_target_of_edge (self->scene, ent_canvas_edge (self->scene, edge)));
    }
}

gboolean
ent_canvas_walk (EntCanvas *self, EntTarget from, GtkDirectionType towards)
{
  EntPoint direction = ent_canvas_unit_of (towards);
  EntTarget near;
  int edge, node;

  ent_canvas_update_scene (self);
  if (self->scene == NULL)
    return FALSE;
  edge = edge_of (self->scene, from);
  node = from.kind == ENT_TARGET_ACTOR ? ent_scene_node_of (self->scene, from.id) : -1;
  if (edge >= 0 && !self->arrows_near)
    {
      walk_from_line (self, (guint) edge, direction);
      return TRUE;
    }
  if (node >= 0 && !self->arrows_near
      && ent_map_index_relations_of (ent_scene_get_index (self->scene), from.id)->len > 0)
    {
      edge = best_line (self, (guint) node, direction);
      if (edge < 0)
        return FALSE; /* all of its lines lead elsewhere */
      g_free (self->walked_from);
      self->walked_from = g_strdup (from.id);
      go_to (self, ent_canvas_target_of_edge (self->scene, ent_canvas_edge (self->scene, (guint) edge)));
      return TRUE;
    }
  near = ent_canvas_nearest (self, from, towards);
  if (near.kind == ENT_TARGET_NONE)
    return FALSE;
  go_to (self, near);
  return TRUE;
}

/* --- As one reads --- */

/* Negative where @a is read before @b: row by row, each from the start of the line. */
static int
in_reading_order (EntCanvas *self, const EntSceneNode *a, const EntSceneNode *b)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  EntPoint p = ent_rect_middle (a->box), q = ent_rect_middle (b->box);
  double row_p = floor (p.y / (ROW * self->text_scale)), row_q = floor (q.y / (ROW * self->text_scale));

  if (row_p != row_q)
    return row_p < row_q ? -1 : 1;
  if (p.x != q.x)
    return (p.x < q.x) != rtl ? -1 : 1;
  return p.y < q.y ? -1 : p.y > q.y;
}

void
ent_canvas_walk_to_end (EntCanvas *self, gboolean last)
{
  guint n;
  int best = -1;
  const EntSceneNode *nodes = ent_scene_nodes (self->scene, &n);

  for (guint i = 0; i < n; i++)
    if (!ent_canvas_hides_node (self, i)
        && (best < 0 || (in_reading_order (self, &nodes[i], &nodes[best]) < 0) != last))
      best = (int) i;
  if (best >= 0)
    go_to (self, target_of_node (self, (guint) best));
}

/* --- By name --- */

static gboolean
forget_typed (gpointer data)
{
  EntCanvas *self = data;

  self->typed_timeout = 0;
  g_string_truncate (self->typed, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
ent_canvas_end_typing (EntCanvas *self)
{
  g_clear_handle_id (&self->typed_timeout, g_source_remove);
  if (self->typed->len > 0)
    forget_typed (self);
}

/* 0: a name that is typed, 1: another name of it is, 2: neither. Case and accents do not count. */
static guint
match (const char *typed, const EntActor *actor)
{
  if (g_str_match_string (typed, actor->name, TRUE))
    return 0;
  for (guint i = 0; actor->aliases != NULL && i < actor->aliases->n; i++)
    if (g_str_match_string (typed, actor->aliases->items[i], TRUE))
      return 1;
  return 2;
}

/* Goes to the next actor that is called so: from the one with the keyboard, or where @anew the one after it. */
static void
find_typed (EntCanvas *self, gboolean anew)
{
  EntTarget focused = ent_canvas_focused_target (self);
  int at = focused.kind == ENT_TARGET_ACTOR ? ent_scene_node_of (self->scene, focused.id) : -1;
  guint n, best = 0, best_rank = G_MAXUINT;
  const EntSceneNode *nodes = ent_scene_nodes (self->scene, &n);

  for (guint i = 0; i < n; i++)
    {
      guint rank = ent_canvas_hides_node (self, i) ? 4 : 2 * match (self->typed->str, nodes[i].actor);
      int order;

      if (rank >= 4 || rank > best_rank)
        continue;
      order = at >= 0 ? in_reading_order (self, &nodes[i], &nodes[at]) : 1;
      if (order < 0 || ((int) i == at && anew))
        rank++; /* after all others */
      if (rank < best_rank || (rank == best_rank && in_reading_order (self, &nodes[i], &nodes[best]) < 0))
        {
          best = i;
          best_rank = rank;
        }
    }
  self->typed_found = best_rank != G_MAXUINT;
  if (self->typed_found)
    go_to (self, target_of_node (self, best));
  else
    ent_canvas_announce (self, _ ("No actor is called so"));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
typed (EntCanvas *self, const char *text)
{
  gboolean anew = self->typed->len == 0;

  if (self->scene == NULL || (anew && g_ascii_isspace (text[0])))
    return;
  g_string_append (self->typed, text);
  g_clear_handle_id (&self->typed_timeout, g_source_remove);
  self->typed_timeout = g_timeout_add_seconds (TYPED_SECONDS, forget_typed, self);
  find_typed (self, anew);
}

static void
ensure_method (EntCanvas *self)
{
  if (self->input_method != NULL)
    return;
  self->input_method = gtk_im_multicontext_new ();
  gtk_im_context_set_use_preedit (self->input_method, FALSE);
  gtk_im_context_set_client_widget (self->input_method, GTK_WIDGET (self));
  g_signal_connect_swapped (self->input_method, "commit", G_CALLBACK (typed), self);
  gtk_im_context_focus_in (self->input_method);
}

gboolean
ent_canvas_type_key (EntCanvas *self, GdkEvent *event)
{
  if (event == NULL)
    return FALSE;
  ensure_method (self);
  return gtk_im_context_filter_keypress (self->input_method, event);
}

gboolean
ent_canvas_untype (EntCanvas *self)
{
  const char *end;

  if (self->typed->len == 0)
    return FALSE;
  end = g_utf8_find_prev_char (self->typed->str, self->typed->str + self->typed->len);
  g_string_truncate (self->typed, end != NULL ? (gsize) (end - self->typed->str) : 0);
  if (self->typed->len > 0)
    find_typed (self, FALSE);
  else
    ent_canvas_end_typing (self);
  return TRUE;
}

/* --- The widget --- */

void
ent_canvas_init_walk (EntCanvas *self)
{
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->typed = g_string_new (NULL);
}

void
ent_canvas_forget_walk (EntCanvas *self)
{
  ent_canvas_end_typing (self);
  g_ptr_array_set_size (self->steps, 0);
  g_clear_pointer (&self->walked_from, g_free);
}

void
ent_canvas_dispose_walk (EntCanvas *self)
{
  if (self->input_method != NULL)
    {
      gtk_im_context_set_client_widget (self->input_method, NULL);
      g_signal_handlers_disconnect_by_data (self->input_method, self);
    }
  g_clear_object (&self->input_method);
}

void
ent_canvas_finalize_walk (EntCanvas *self)
{
  g_ptr_array_unref (self->steps);
  g_string_free (self->typed, TRUE);
}

gboolean
ent_canvas_get_arrows_near (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), FALSE);

  return self->arrows_near;
}

void
ent_canvas_set_arrows_near (EntCanvas *self, gboolean near)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  self->arrows_near = near;
}
