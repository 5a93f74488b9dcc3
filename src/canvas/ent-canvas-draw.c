/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture: tiles that threads draw, put together anew for each view; then the ring around what has the keyboard;
 * then what lies upon the map. At rest every tile is drawn for just this zoom and device scale and lies on whole pixels
 * of the device. While the zoom changes, tiles of the nearest step of zoom are stretched, unless drawing is so quick
 * that each frame can have its own. */
#include "ent-canvas-private.h"

#include "ent-style.h"

#include <glib/gi18n.h>

#define RING_WIDTH 2.0f /* pixels */
#define RING_GAP 3.0
#define RING_RADIUS 10.0f
/* Pixels, the paddings at 100 % text. */
#define HINT_MARGIN 12.0
#define HINT_PAD_X 14.0
#define HINT_PAD_Y 6.0
/* Pictures kept, at most. */
#define MOST_BYTES (64u * 1024 * 1024)
/* Milliseconds without a change until the zoom counts as at rest. */
#define REST 80
/* Milliseconds that a frame may draw tiles itself. */
#define PATIENCE 4.0
#define WHILE_MOVING 200.0
#define FIRST 60.0 /* the first picture of a map is to come at once, and not tile by tile */
#define HINT_CLEAR 48.0 /* from the pointer */
/* Of a square that is drawn by itself, pixels of the device: its memory stays with the allocator. */
#define CARRIED_SIDE 240
#define MOST_CARRIED_APART 200

static void
rounded_path (cairo_t *cr, EntRect r, double radius)
{
  radius = MIN (radius, MIN (r.width, r.height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, r.x + r.width - radius, r.y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, r.x + r.width - radius, r.y + r.height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, r.x + radius, r.y + r.height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, r.x + radius, r.y + radius, radius, G_PI, G_PI * 3 / 2);
  cairo_close_path (cr);
}

static gboolean
shows_focus (EntCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root));
}

static void
append_ring (GtkSnapshot *snapshot, EntRect middle, float width, EntColour colour)
{
  EntRect box = ent_rect_grow (middle, width / 2);
  GdkRGBA rgba = { (float) colour.r, (float) colour.g, (float) colour.b, 1 };
  float radius = RING_RADIUS + width / 2;
  GskRoundedRect outline;

  gsk_rounded_rect_init (&outline, &GRAPHENE_RECT_INIT ((float) box.x, (float) box.y, (float) box.width, (float) box.height),
                         &GRAPHENE_SIZE_INIT (radius, radius), &GRAPHENE_SIZE_INIT (radius, radius),
                         &GRAPHENE_SIZE_INIT (radius, radius), &GRAPHENE_SIZE_INIT (radius, radius));
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ rgba, rgba, rgba, rgba });
}

/* Around the thing that has the keyboard, or inside of the widget's edge where the whole map has it. */
static void
draw_focus (EntCanvas *self, GtkSnapshot *snapshot)
{
  const EntPalette *palette = ent_palette_get (self->theme);
  EntTarget target = ent_canvas_focused_target (self);
  EntRect box;

  if (!shows_focus (self))
    return;
  if (self->scene != NULL && ent_canvas_target_box (self->scene, target, &box))
    box = ent_rect_grow (ent_viewport_rect_to_widget (&self->view, box), RING_GAP + RING_WIDTH / 2);
  else if (gtk_widget_has_focus (GTK_WIDGET (self)))
    box = ent_rect_grow (ent_rect (0, 0, self->view.width, self->view.height), -RING_WIDTH);
  else
    return;
  /* A lighter line beneath keeps the ring apart from what it runs over. */
  append_ring (snapshot, box, RING_WIDTH + 2, palette->background);
  append_ring (snapshot, box, RING_WIDTH, palette->accent);
}

void
ent_canvas_show_hint (EntCanvas *self, EntTarget target)
{
  g_autofree char *sentence = target.kind != ENT_TARGET_NONE ? ent_canvas_describe (self->scene, target) : NULL;

  if (g_strcmp0 (sentence, self->hint) == 0)
    return;
  g_free (self->hint);
  self->hint = g_steal_pointer (&sentence);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What the corner says: what is under the pointer, else what is not to be seen. (transfer full), nullable */
static char *
hint_text (EntCanvas *self)
{
  g_autofree char *drawn = NULL, *all = NULL;

  if (self->typed->len > 0)
    return g_strdup_printf (self->typed_found ? _ ("Actor: %s") : _ ("No actor: %s"), self->typed->str);
  if (self->hint != NULL)
    return g_strdup (self->hint);
  if (self->scene == NULL)
    return g_strdup (self->build_told ? _ ("Drawing the map…") : self->halted ? _ ("The map is not drawn") : NULL);
  if (self->lines_scale == 0 || self->lines_drawn >= self->lines)
    return NULL;
  drawn = g_strdup_printf ("%'u", self->lines_drawn);
  all = g_strdup_printf ("%'u", self->lines);
  return g_strdup_printf (_ ("%s of %s lines drawn"), drawn, all);
}

/* A tooltip would hide what it speaks of: this stands at the lower start corner, or at the end where the pointer is
 * near. It is drawn, so that no motion of the pointer makes GTK lay out anything. */
static void
draw_hint (EntCanvas *self, GtkSnapshot *snapshot)
{
  g_autofree char *text = hint_text (self);
  const EntPalette *palette = ent_palette_get (self->theme);
  double pad_x = HINT_PAD_X * self->text_scale, pad_y = HINT_PAD_Y * self->text_scale;
  gboolean at_right = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle size;
  EntRect box, overview;
  double pointer;
  cairo_t *cr;

  if (text == NULL)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_extents (layout, NULL, &size);
  box.width = MIN (size.width + 2 * pad_x, self->view.width - 2 * HINT_MARGIN);
  box.height = size.height + 2 * pad_y;
  if (box.width <= 2 * pad_x)
    return;
  pango_layout_set_width (layout, (int) ((box.width - 2 * pad_x) * PANGO_SCALE));
  pango_layout_get_pixel_extents (layout, NULL, &size);
  box.y = self->view.height - HINT_MARGIN - box.height;
  pointer = at_right ? self->view.width - self->pointer.x : self->pointer.x;
  if (self->pointer.y > box.y - HINT_CLEAR && pointer < box.width + HINT_MARGIN + HINT_CLEAR)
    at_right = !at_right;
  box.x = at_right ? self->view.width - HINT_MARGIN - box.width : HINT_MARGIN;
  if (ent_canvas_overview_box (self, &overview) && ent_rect_overlaps (overview, ent_rect_grow (box, HINT_MARGIN)))
    box.y = overview.y - HINT_MARGIN - box.height;
  cr = ent_canvas_append_cairo (self, snapshot, box);
  if (cr == NULL)
    return;
  rounded_path (cr, ent_rect_grow (box, -0.5), box.height / 2);
  cairo_set_source_rgb (cr, palette->card.r, palette->card.g, palette->card.b);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, palette->card_text.r, palette->card_text.g, palette->card_text.b);
  cairo_set_line_width (cr, ent_theme_is_contrast (self->theme) ? 1 : 0.3);
  cairo_stroke (cr);
  cairo_move_to (cr, box.x + pad_x - size.x, box.y + pad_y);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
}

/* --- Tiles --- */

static void
tiles_arrived (gpointer tiles, gpointer data)
{
  gtk_widget_queue_draw (GTK_WIDGET (data));
}

void
ent_canvas_init_drawing (EntCanvas *self)
{
  self->tiles = ent_tiles_new (0, MOST_BYTES, tiles_arrived, self);
  ent_tiles_set_kept_free (self->tiles, g_object_unref);
}

void
ent_canvas_dispose_drawing (EntCanvas *self)
{
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  g_clear_object (&self->sketch);
}

static gboolean
come_to_rest (gpointer data)
{
  EntCanvas *self = data;

  self->rest_timeout = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* TRUE while the zoom is not at rest. */
static gboolean
is_zooming (EntCanvas *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->view.zoom != self->drawn_zoom)
    {
      self->zoomed_at = self->drawn_zoom > 0 ? now : 0;
      self->drawn_zoom = self->view.zoom;
      g_clear_handle_id (&self->rest_timeout, g_source_remove);
    }
  if (now - self->zoomed_at >= REST * 1000)
    return FALSE;
  if (self->rest_timeout == 0)
    self->rest_timeout = g_timeout_add (REST, come_to_rest, self);
  return TRUE;
}

static EntTilesView
tiles_view (EntCanvas *self)
{
  EntTilesView view = { .device = gtk_widget_get_scale_factor (GTK_WIDGET (self)), .patience = PATIENCE };
  EntTilesState state = ent_tiles_get_state (self->tiles);
  gboolean moving = (self->drag == ENT_DRAG_MOVE && !self->drag_carried) || self->glide_scene != NULL;

  view.scale = self->view.zoom * view.device;
  view.width = (int) ceil (self->view.width * view.device);
  view.height = (int) ceil (self->view.height * view.device);
  /* Whole pixels: a picture between them would be blurred. */
  view.left = (int) round (self->view.middle.x * view.scale - self->view.width * view.device / 2);
  view.top = (int) round (self->view.middle.y * view.scale - self->view.height * view.device / 2);
  /* What moves is seen in each frame where it is, and once more where it has come to stay. */
  view.urgent = moving || self->drawn_moving || !self->drawn;
  if (view.urgent)
    view.patience = self->drawn ? WHILE_MOVING : FIRST;
  self->drawn_moving = moving;
  view.zooming = is_zooming (self) && state.tile_ms * (view.width / 256 + 2) * (view.height / 256 + 2) > PATIENCE;
  /* Those of other zooms stand in, and the next ones are drawn ahead. */
  if (view.zooming && !view.urgent)
    view.patience = 0;
  return view;
}

/* What is carried is not in the tiles. (transfer full) */
static EntSceneEmphasis *
emphasis_of_tiles (EntCanvas *self)
{
  EntSceneEmphasis *emphasis = ent_scene_emphasis_copy (self->scene, self->emphasis);
  EntCarried carried;

  if (!ent_canvas_drag_carried (self, &carried))
    return emphasis;
  for (guint i = 0; i < carried.n_nodes; i++)
    emphasis->nodes[carried.nodes[i]] = ENT_EMPHASIS_HIDDEN;
  for (guint i = 0; i < carried.n_edges; i++)
    emphasis->edges[carried.edges[i]] = ENT_EMPHASIS_HIDDEN;
  return emphasis;
}

typedef struct
{
  EntCarriedKind kind;
  guint i;
  EntRect box; /* scene units */
} CarriedThing;

/* Those that are in view, in the order of painting. */
static GArray *
carried_things (EntCanvas *self, const EntCarried *carried)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (CarriedThing));
  EntRect seen = ent_viewport_visible (&self->view);

  for (guint kind = 0; kind < ENT_N_CARRIED; kind++)
    for (guint i = 0; i < ent_painter_carried_n (carried, kind); i++)
      {
        CarriedThing thing = { kind, i, ent_painter_carried_box (self->scene, carried, kind, i) };

        if (ent_rect_overlaps (thing.box, seen))
          g_array_append_val (things, thing);
      }
  return things;
}

/* What of @things is in @part of the view, scene units. */
static void
draw_carried_part (EntCanvas *self,
                   GtkSnapshot *snapshot,
                   const EntTilesView *view,
                   const EntCarried *carried,
                   const GArray *things,
                   EntRect part)
{
  cairo_t *cr = NULL;

  for (guint i = 0; i < things->len; i++)
    {
      const CarriedThing *thing = &g_array_index (things, CarriedThing, i);

      if (!ent_rect_overlaps (thing->box, part))
        continue;
      if (cr == NULL)
        {
          cr = ent_canvas_append_cairo (self, snapshot, ent_viewport_rect_to_widget (&self->view, part));
          if (cr == NULL)
            return;
          cairo_translate (cr, -view->left / (double) view->device, -view->top / (double) view->device);
          cairo_scale (cr, self->view.zoom, self->view.zoom);
        }
      ent_painter_draw_carried (self->painter, cr, self->scene, self->emphasis, self->theme, view->scale, part, carried,
                                thing->kind, thing->i);
    }
  g_clear_pointer (&cr, cairo_destroy);
}

/* In squares, only where something is; where it is much, all at once costs less than each thing several times. */
static void
draw_carried (EntCanvas *self, GtkSnapshot *snapshot, const EntTilesView *view)
{
  g_autoptr (GArray) things = NULL;
  double side = CARRIED_SIDE / (double) view->device;
  EntCarried carried;

  if (self->scene == NULL || !ent_canvas_drag_carried (self, &carried))
    return;
  things = carried_things (self, &carried);
  if (things->len > MOST_CARRIED_APART)
    side = MAX (self->view.width, self->view.height);
  for (double y = 0; y < self->view.height; y += side)
    for (double x = 0; x < self->view.width; x += side)
      {
        EntPoint corner = ent_viewport_to_scene (&self->view, ent_point (x, y));

        draw_carried_part (self, snapshot, view, &carried, things,
                           ent_rect (corner.x, corner.y, side / self->view.zoom, side / self->view.zoom));
      }
}

void
ent_canvas_get_lines_drawn (EntCanvas *self, guint *drawn, guint *all)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  *drawn = self->lines_drawn;
  *all = self->lines;
}

static void
draw_map (EntCanvas *self, GtkSnapshot *snapshot)
{
  EntColour ground = ent_palette_get (self->theme)->background;
  GdkRGBA colour = { (float) ground.r, (float) ground.g, (float) ground.b, 1 };
  EntTilesView view = tiles_view (self);
  const EntTilePiece *pieces = NULL;
  gboolean covered = FALSE;
  guint n = 0;

  if (self->scene != NULL)
    {
      if (self->picture_stale)
        self->lines_scale = 0;
      if (!ent_tiles_show_scene (self->tiles, self->scene))
        ent_canvas_overview_changed (self);
      if (self->picture_stale || !ent_tiles_show_scene (self->tiles, self->scene))
        ent_tiles_set_picture (self->tiles, self->scene, emphasis_of_tiles (self), self->theme);
      self->picture_stale = FALSE;
      pieces = ent_tiles_frame (self->tiles, &view, &n);
      self->drawn = TRUE;
      covered = ent_tiles_get_state (self->tiles).covered;
      if (!view.zooming && self->lines_scale != view.scale)
        {
          self->lines_drawn = ent_painter_count_lines (self->scene, view.scale, &self->lines);
          self->lines_scale = view.scale;
        }
    }
  ent_canvas_append_pieces (self, snapshot, &view, pieces, n, &colour, covered);
  draw_carried (self, snapshot, &view);
  draw_focus (self, snapshot);
  draw_hint (self, snapshot);
}

void
ent_canvas_set_sketch (EntCanvas *self, GdkTexture *sketch)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  /* A large map that has just changed is not drawn yet: ent-canvas-build.c ends the sketch when it is. */
  if (sketch == NULL && (self->scene_stale || self->building))
    return;
  if (g_set_object (&self->sketch, sketch))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ent_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntCanvas *self = ENT_CANVAS (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->view.width, self->view.height);

  if (self->view.width <= 0 || self->view.height <= 0)
    return;
  if (self->sketch != NULL)
    gtk_snapshot_append_texture (snapshot, self->sketch, &bounds);
  else
    {
      draw_map (self, snapshot);
      ent_canvas_draw_ground (self, snapshot);
      ent_canvas_draw_hand (self, snapshot);
    }
  if (self->sketch == NULL)
    gtk_widget_snapshot_child (widget, self->overview, snapshot);
  gtk_widget_snapshot_child (widget, self->legend, snapshot);
  gtk_widget_snapshot_child (widget, self->legend_toggle, snapshot);
  gtk_widget_snapshot_child (widget, self->controls, snapshot);
}
