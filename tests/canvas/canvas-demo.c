/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with the map widget and nothing else, for the display tests: a small map made through the model, undo on
 * Ctrl+Z. It prints a line for each signal and choice, so that a test can read what happened. Argument "rtl": right to
 * left. */
#include <locale.h>
#include <string.h>

#include "ent-canvas.h"

typedef struct
{
  EntMap *map;
  EntSelection *selection;
  EntHistory *history;
  EntCanvas *canvas;
  GMainLoop *loop;
  guint painted, laid_out; /* frames; those in which something was laid out anew */
} Demo;

static void
say (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  putchar ('\n');
  fflush (stdout);
}

static void
put_actor (EntMap *map, const char *id, const char *name, const char *kind, double x, double y)
{
  EntActor *actor = (EntActor *) ent_record_new (&ent_actor_type);
  EntPosition *position = (EntPosition *) ent_record_new (&ent_position_type);

  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, name);
  ent_record_set_string (&actor->kind, kind);
  position->x = x;
  position->y = y;
  ent_record_set_record (&actor->position, position);
  ent_record_unref (&position->record);
  ent_map_insert (map, ENT_LIST_ACTORS, -1, actor);
}

static void
put_relation (EntMap *map,
              const char *id,
              const char *source,
              const char *target,
              const char *label,
              const char *stance,
              const char *status)
{
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);

  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, label);
  ent_record_set_string (&relation->stance, stance);
  ent_record_set_string (&relation->status, status);
  ent_map_insert (map, ENT_LIST_RELATIONS, -1, relation);
}

static EntMap *
make_map (gboolean many)
{
  EntMap *map = ent_map_new ();
  g_autoptr (GError) error = NULL;

  ent_map_begin (map, "Make", NULL);
  put_actor (map, "china", "China", "state", 0, 0);
  put_actor (map, "north-korea", "North Korea", "state", 420, 60);
  put_actor (map, "kim", "Kim Jong Un", "person", 480, -160);
  put_actor (map, "us", "United States", "state", -380, 120);
  put_actor (map, "un", "UN Security Council", "alliance", 100, 260);
  put_relation (map, "r1", "kim", "north-korea", "leads", "neutral", "asserted");
  put_relation (map, "r2", "us", "china", "calls on", "neutral", "asked");
  put_relation (map, "r3", "north-korea", "un", "breaches resolutions of", "conflictual", "asserted");
  put_relation (map, "r4", "china", "un", "might veto", "conflictual", "possible");
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%d", i);
      g_autofree char *label = g_strdup_printf ("keeps tie %d with", i + 1);

      put_relation (map, id, "china", "north-korea", label, i % 3 == 2 ? "conflictual" : "cooperative", "asserted");
    }
  for (int i = 0; many && i < 900; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%d", i);

      put_actor (map, id, id, "person", i % 30 * 200 - 3000, i / 30 * 120 + 500);
    }
  if (!ent_map_commit (map, &error))
    g_error ("%s", error->message);
  return map;
}

static void
print_places (Demo *demo)
{
  for (guint i = 0; i < ent_map_n (demo->map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (demo->map, ENT_LIST_ACTORS, i);

      say ("at %s %.1f %.1f", actor->id, actor->position->x, actor->position->y);
    }
  say ("undo %s", ent_history_get_undo_label (demo->history));
}

static void
selection_changed (Demo *demo)
{
  EntTarget target = ent_selection_get (demo->selection);
  guint n;

  ent_selection_get_actors (demo->selection, &n);
  say ("chosen %d %s %s %u", (int) target.kind, target.id, target.other, n);
}

static void
hover_changed (Demo *demo)
{
  EntTarget target = ent_selection_get_hover (demo->selection);

  say ("hover %d %s %s", (int) target.kind, target.id, target.other);
}

static void
zoom_changed (Demo *demo)
{
  say ("zoom %.4f", ent_canvas_get_zoom (demo->canvas));
}

static void
activated (Demo *demo, int kind, const char *id, const char *other)
{
  say ("activated %d %s %s", kind, id, other);
}

static void
add_actor_at (Demo *demo, double x, double y)
{
  say ("add %.1f %.1f", x, y);
}

static void
count_painted (Demo *demo)
{
  demo->painted++;
}

static void
count_laid_out (Demo *demo)
{
  demo->laid_out++;
}

/* Pixels of the largest picture that GTK is to draw by cairo. */
static double
largest_drawing (GskRenderNode *node)
{
  double largest = 0;
  graphene_rect_t bounds;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        largest = MAX (largest, largest_drawing (gsk_container_node_get_child (node, i)));
      return largest;
    case GSK_CLIP_NODE:
      return largest_drawing (gsk_clip_node_get_child (node));
    case GSK_TRANSFORM_NODE:
      return largest_drawing (gsk_transform_node_get_child (node));
    case GSK_CAIRO_NODE:
      gsk_render_node_get_bounds (node, &bounds);
      return (double) bounds.size.width * bounds.size.height;
    default:
      return 0;
    }
}

/* What the last frames were: of which pictures, and what they took beside painting. */
static void
print_frames (Demo *demo)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (demo->canvas));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (demo->canvas)),
                          gtk_widget_get_height (GTK_WIDGET (demo->canvas)));
  node = gtk_snapshot_free_to_node (snapshot);
  say ("frames %u %u %.0f", demo->painted, demo->laid_out, node != NULL ? largest_drawing (node) : -1.0);
}

/* Function keys stand for what the window does: no letter of them means a thing to the map. */
static gboolean
key_pressed (Demo *demo, guint key, guint code, GdkModifierType state)
{
  EntPoint place;

  if (key == GDK_KEY_z && (state & GDK_CONTROL_MASK) != 0)
    ent_history_undo (demo->history);
  else if (key == GDK_KEY_F2)
    {
      place = ent_canvas_free_place (demo->canvas);
      say ("free %.1f %.1f", place.x, place.y);
    }
  else if (key == GDK_KEY_F3)
    ent_canvas_reveal (demo->canvas, ENT_TARGET_ACTOR, "un", "", TRUE);
  else if (key == GDK_KEY_F4)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  else if (key == GDK_KEY_F5)
    ent_canvas_set_content (demo->canvas, NULL, NULL, NULL);
  else if (key == GDK_KEY_F6)
    ent_canvas_set_content (demo->canvas, demo->map, demo->selection, demo->history);
  else if (key == GDK_KEY_F7)
    ent_canvas_set_theme (demo->canvas, (ent_canvas_get_theme (demo->canvas) + 1) % ENT_N_THEMES);
  else if (key == GDK_KEY_F8)
    print_frames (demo);
  else
    return FALSE;
  return TRUE;
}

/* The window is destroyed behind the loop, once. */
static gboolean
close_requested (GtkWindow *window, GMainLoop *loop)
{
  g_main_loop_quit (loop);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Demo demo = { 0 };
  GtkWidget *window;
  GdkFrameClock *clock;
  GtkEventController *keys = gtk_event_controller_key_new ();

  setlocale (LC_ALL, "");
  gtk_init ();
  if (argc > 1 && strcmp (argv[1], "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  demo.loop = g_main_loop_new (NULL, FALSE);
  demo.map = make_map (argc > 1 && strcmp (argv[1], "many") == 0);
  demo.history = ent_history_new (demo.map);
  demo.selection = ent_selection_new (demo.map);
  demo.canvas = ENT_CANVAS (ent_canvas_new ());
  g_signal_connect_swapped (demo.map, "changed", G_CALLBACK (print_places), &demo);
  g_signal_connect_swapped (demo.selection, "changed", G_CALLBACK (selection_changed), &demo);
  g_signal_connect_swapped (demo.selection, "hover-changed", G_CALLBACK (hover_changed), &demo);
  g_signal_connect_swapped (demo.canvas, "notify::zoom", G_CALLBACK (zoom_changed), &demo);
  g_signal_connect_swapped (demo.canvas, "activate-target", G_CALLBACK (activated), &demo);
  g_signal_connect_swapped (demo.canvas, "add-actor-at", G_CALLBACK (add_actor_at), &demo);
  ent_canvas_set_content (demo.canvas, demo.map, demo.selection, demo.history);

  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "Canvas");
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (demo.canvas));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), &demo);
  gtk_widget_add_controller (window, keys);
  g_signal_connect (window, "close-request", G_CALLBACK (close_requested), demo.loop);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_swapped (clock, "paint", G_CALLBACK (count_painted), &demo);
  g_signal_connect_swapped (clock, "layout", G_CALLBACK (count_laid_out), &demo);
  g_main_loop_run (demo.loop);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (demo.selection);
  g_object_unref (demo.history);
  g_object_unref (demo.map);
  g_main_loop_unref (demo.loop);
  return 0;
}
