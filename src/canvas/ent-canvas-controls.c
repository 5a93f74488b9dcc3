/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies upon the map, each in a box of its own so that it is not taken for a part of the map: the zoom buttons at
 * the upper end corner; at the upper start corner the legend, one row that opens to all of it, which goes where there
 * is no room for both; and in a lower corner what the thing under the pointer is, away from that thing. */
#include "ent-canvas-private.h"

#include <glib/gi18n.h>

#include "canvas-resources.h"

#define MARGIN 12
#define FIT_MARGIN 16          /* around the whole map */
#define TOGGLE_MARGIN 4        /* of the legend's button in its box */
#define TOGGLE_OVERLAP 6       /* of that button and the legend's own padding */
#define CONTROLS_GAP 4         /* at least between legend and controls */
#define LEGEND_MAX_WIDTH 560.0 /* pixels at 100 % text; more entries wrap */
#define KEY_STEP 1.25
#define ZOOM_CHARS 5 /* 800 % */

/* --- Legend --- */

#define ENT_TYPE_CANVAS_LEGEND (ent_canvas_legend_get_type ())
G_DECLARE_FINAL_TYPE (EntCanvasLegend, ent_canvas_legend, ENT, CANVAS_LEGEND, GtkWidget)

struct _EntCanvasLegend
{
  GtkWidget parent_instance;
  EntLegend *legend;            /* nullable: nothing occurs */
  gboolean more, open;          /* there is more than the brief one; all of it is shown */
  double max_width, text_scale; /* that it is laid out for */
};

G_DEFINE_FINAL_TYPE (EntCanvasLegend, ent_canvas_legend, GTK_TYPE_WIDGET)

static void
legend_measure (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  /* The canvas lays it out while it is allocated itself, when GTK keeps measures that it has taken: so it takes what it
   * is given. */
  *minimum = *natural = 0;
}

static void
legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntCanvasLegend *self = ENT_CANVAS_LEGEND (widget);
  EntCanvas *canvas = ENT_CANVAS (gtk_widget_get_parent (widget));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t *cr;

  if (self->legend == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  ent_painter_draw_legend (canvas->painter, cr, self->legend, canvas->theme);
  cairo_destroy (cr);
}

static void
legend_finalize (GObject *object)
{
  g_clear_pointer (&ENT_CANVAS_LEGEND (object)->legend, ent_legend_free);
  G_OBJECT_CLASS (ent_canvas_legend_parent_class)->finalize (object);
}

static void
ent_canvas_legend_class_init (EntCanvasLegendClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = legend_measure;
  GTK_WIDGET_CLASS (klass)->snapshot = legend_snapshot;
  G_OBJECT_CLASS (klass)->finalize = legend_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "entlegend");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ent_canvas_legend_init (EntCanvasLegend *self)
{
}

/* The legend in words: "Legend: cooperates, conflicts, neutral". */
static void
name_legend (EntCanvasLegend *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; self->legend != NULL && i < self->legend->n; i++)
    {
      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names, self->legend->entries[i].text.text);
    }
  /* Translators: then follow the names of what the map's lines look like. */
  g_string_prepend (names, _ ("Legend: "));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, names->str, -1);
}

/* How much wider the button that opens it makes the legend. */
static int
toggle_width (EntCanvas *self)
{
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->legend_toggle, NULL, &size);
  return size.width;
}

static void
layout_legend (EntCanvas *self, double max_width)
{
  EntCanvasLegend *legend = ENT_CANVAS_LEGEND (self->legend);

  g_clear_pointer (&legend->legend, ent_legend_free);
  legend->max_width = max_width;
  legend->text_scale = self->text_scale;
  legend->more = FALSE;
  if (self->scene != NULL && max_width > 0)
    {
      EntLegend *all = ent_legend_new (self->scene, self->text_scale, max_width - toggle_width (self));

      legend->legend = legend->open ? all : ent_legend_new_brief (self->scene, self->text_scale);
      legend->more = legend->open || all->n > legend->legend->n;
      if (!legend->open)
        ent_legend_free (all);
    }
  if (legend->legend != NULL && legend->legend->n == 0)
    g_clear_pointer (&legend->legend, ent_legend_free);
  if (legend->legend != NULL && legend->more)
    legend->legend->box.width += toggle_width (self) - TOGGLE_OVERLAP;
  name_legend (legend);
}

static void
legend_toggled (EntCanvas *self)
{
  ENT_CANVAS_LEGEND (self->legend)->open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->legend_toggle));
  ent_canvas_update_legend (self);
}

void
ent_canvas_update_legend (EntCanvas *self)
{
  EntCanvasLegend *legend = ENT_CANVAS_LEGEND (self->legend);

  layout_legend (self, legend->max_width);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->legend);
}

/* --- Zoom buttons --- */

void
ent_canvas_update_controls (EntCanvas *self)
{
  /* Translators: the zoom of the map in per cent. */
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), (int) round (self->view.zoom * 100));
  /* Translators: the name of the button that shows the zoom and sets it to 100 %, for screen readers. */
  g_autofree char *name = g_strdup_printf (_ ("Zoom %s, set to 100 %%"), text);

  gtk_inscription_set_text (GTK_INSCRIPTION (self->zoom_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (self->zoom_label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
zoom_out (EntCanvas *self)
{
  ent_canvas_zoom_by (self, 1 / KEY_STEP);
}

static void
zoom_in (EntCanvas *self)
{
  ent_canvas_zoom_by (self, KEY_STEP);
}

static void
zoom_reset (EntCanvas *self)
{
  ent_canvas_zoom_to (self, 1);
}

static void
add_button (EntCanvas *self, GtkWidget *child, const char *name, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->controls), button);
}

static void
load_style (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      GtkCssProvider *provider = gtk_css_provider_new ();

      g_resources_register (canvas_get_resource ());
      gtk_css_provider_load_from_resource (provider, "/org/entente/Entente/canvas.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_object_unref (provider);
      g_once_init_leave (&once, 1);
    }
}

void
ent_canvas_init_controls (EntCanvas *self)
{
  load_style ();

  self->legend = g_object_new (ENT_TYPE_CANVAS_LEGEND, NULL);
  gtk_widget_set_parent (self->legend, GTK_WIDGET (self));
  self->legend_toggle = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->legend_toggle), "pan-down-symbolic");
  gtk_widget_add_css_class (self->legend_toggle, "flat");
  gtk_widget_add_css_class (self->legend_toggle, "legend-toggle");
  gtk_widget_set_tooltip_text (self->legend_toggle, _ ("Whole legend"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->legend_toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Whole legend"), -1);
  g_signal_connect_swapped (self->legend_toggle, "toggled", G_CALLBACK (legend_toggled), self);
  gtk_widget_set_parent (self->legend_toggle, GTK_WIDGET (self));

  self->controls = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->controls, "map-box");
  gtk_widget_set_parent (self->controls, GTK_WIDGET (self));
  /* Its size does not hang on its text: nothing is laid out anew in each frame of a zoom. */
  self->zoom_label = gtk_inscription_new (NULL);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->zoom_label), ZOOM_CHARS);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->zoom_label), 0.5);
  gtk_widget_add_css_class (self->zoom_label, "numeric");
  add_button (self, gtk_image_new_from_icon_name ("list-remove-symbolic"), _ ("Zoom out"), _ ("Zoom out (−)"),
              G_CALLBACK (zoom_out));
  add_button (self, self->zoom_label, "", _ ("Zoom to 100 % (0)"), G_CALLBACK (zoom_reset));
  add_button (self, gtk_image_new_from_icon_name ("list-add-symbolic"), _ ("Zoom in"), _ ("Zoom in (+)"),
              G_CALLBACK (zoom_in));
  add_button (self, gtk_image_new_from_icon_name ("view-fullscreen-symbolic"), _ ("Show the whole map"),
              _ ("Show the whole map (9)"), G_CALLBACK (ent_canvas_fit));
  ent_canvas_update_controls (self);
}

void
ent_canvas_add_control (EntCanvas *self, GtkWidget *button)
{
  g_return_if_fail (self->extra == NULL);
  self->extra = button;
  gtk_box_append (GTK_BOX (self->controls), button);
}

/* --- Places --- */

static void
controls_size (EntCanvas *self, int *width, int *height)
{
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->controls, NULL, &size);
  *width = size.width;
  *height = size.height;
}

static void
legend_size (EntCanvas *self, int *width, int *height)
{
  EntLegend *legend = ENT_CANVAS_LEGEND (self->legend)->legend;

  *width = legend != NULL ? (int) ceil (legend->box.width) : 0;
  *height = legend != NULL ? (int) ceil (legend->box.height) : 0;
}

/* Both corners, widget pixels; the legend's is that of the brief one, empty where there is none. */
static void
corners (EntCanvas *self, EntRect *legend, EntRect *controls)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (GTK_WIDGET (self)), w, h, legend_w, legend_h;

  controls_size (self, &w, &h);
  legend_size (self, &legend_w, &legend_h);
  *controls = ent_rect (rtl ? MARGIN : width - w - MARGIN, MARGIN, w, h);
  *legend = ent_rect (rtl ? width - legend_w - MARGIN : MARGIN, MARGIN, legend_w, MIN (legend_h, h + MARGIN));
}

/* In the middle of the first row, at the right of a legend that is that wide and begins at @x: it is never mirrored. */
static void
place_toggle (EntCanvas *self, int x, int width)
{
  EntRect row = ENT_CANVAS_LEGEND (self->legend)->legend->entries[0].sample;
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->legend_toggle, NULL, &size);
  gtk_widget_size_allocate (self->legend_toggle,
                            &(GtkAllocation){ x + width - size.width - TOGGLE_MARGIN,
                                              MARGIN + (int) round (row.y + (row.height - size.height) / 2), size.width,
                                              size.height },
                            -1);
}

static gboolean
toggle_extra (gpointer data)
{
  EntCanvas *self = data;

  self->extra_source = 0;
  gtk_widget_set_visible (self->extra, !gtk_widget_get_visible (self->extra));
  return G_SOURCE_REMOVE;
}

/* Whether the added control is seen, by the room that legend and controls of widths @legend and @controls need of @width. What has been
 * allocated must not be hidden before it is drawn: that comes after. */
static void
settle_extra (EntCanvas *self, int width, int legend, int controls)
{
  gboolean seen;
  int with, without;

  if (self->extra == NULL)
    return;
  seen = gtk_widget_get_visible (self->extra);
  if (seen)
    gtk_widget_measure (self->extra, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &self->extra_width, NULL, NULL);
  without = legend + controls - (seen ? self->extra_width : 0) + 2 * MARGIN + CONTROLS_GAP;
  with = without + self->extra_width;
  if (seen == (with <= width || without > width))
    g_clear_handle_id (&self->extra_source, g_source_remove);
  else if (self->extra_source == 0)
    self->extra_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, toggle_extra, self, NULL);
}

void
ent_canvas_allocate_controls (EntCanvas *self, int width, int height)
{
  EntCanvasLegend *legend = ENT_CANVAS_LEGEND (self->legend);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL, shown;
  int w, h, legend_w, legend_h;
  double room;

  controls_size (self, &w, &h);
  gtk_widget_size_allocate (self->controls, &(GtkAllocation){ rtl ? MARGIN : width - w - MARGIN, MARGIN, w, h }, -1);

  room = MIN (width - w - 2 * MARGIN - CONTROLS_GAP, LEGEND_MAX_WIDTH * self->text_scale);
  room = MAX (0, room);
  if (room != legend->max_width || legend->text_scale != self->text_scale)
    layout_legend (self, room);
  legend_size (self, &legend_w, &legend_h);
  shown
      = legend->legend != NULL && legend_w + w + 2 * MARGIN + CONTROLS_GAP <= width && legend_h + 2 * MARGIN <= height;
  settle_extra (self, width, legend_w, w);
  gtk_widget_set_child_visible (self->legend, shown);
  gtk_widget_measure (self->legend, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      self->legend, &(GtkAllocation){ rtl ? width - legend_w - MARGIN : MARGIN, MARGIN, legend_w, legend_h }, -1);

  gtk_widget_set_child_visible (self->legend_toggle, shown && legend->more);
  if (shown && legend->more)
    place_toggle (self, rtl ? width - MARGIN - legend_w : MARGIN, legend_w);
}

gboolean
ent_canvas_controls_cover (EntCanvas *self, const EntViewport *view)
{
  EntRect boxes[2];
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (self->scene, &n);

  corners (self, &boxes[0], &boxes[1]);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      EntPoint corner = ent_viewport_to_scene (view, ent_point (boxes[i].x - MARGIN, boxes[i].y - MARGIN));
      EntRect covered = ent_rect (corner.x, corner.y, (boxes[i].width + 2 * MARGIN) / view->zoom,
                                  (boxes[i].height + 2 * MARGIN) / view->zoom);
      g_autoptr (GArray) nodes = ent_scene_nodes_in (self->scene, covered);

      if (boxes[i].width > 0 && nodes->len > 0)
        return TRUE;
      for (guint k = 0; k < n && boxes[i].width > 0; k++)
        if (ent_rect_overlaps (labels[k].box, covered))
          return TRUE;
    }
  return FALSE;
}

gboolean
ent_canvas_controls_touch (EntCanvas *self, EntRect drawn)
{
  EntRect boxes[2];

  corners (self, &boxes[0], &boxes[1]);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    if (boxes[i].width > 0 && ent_rect_overlaps (ent_rect_grow (boxes[i], MARGIN), drawn))
      return TRUE;
  return FALSE;
}

EntInsets
ent_canvas_get_insets (EntCanvas *self)
{
  EntInsets insets = { FIT_MARGIN, FIT_MARGIN, FIT_MARGIN, FIT_MARGIN };
  EntRect legend, controls;

  corners (self, &legend, &controls);
  insets.top = MARGIN + MAX (controls.height, legend.height) + MARGIN;
  return insets;
}
