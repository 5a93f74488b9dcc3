/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GtkPaned inside a GtkOverlay; the panel is a child of the one or of the other. It moves between them outside of the
 * allocation that finds the need, so for one frame a paned that is too wide is cut off at its end. */
#include "ent-split.h"

/* Window width in pixels under which the panel folds. */
#define FOLD_WIDTH 700
#define PANEL_WIDTH 380
/* Under it, lines of text are too short to be read with pleasure. */
#define PANEL_MIN_WIDTH 280
/* Where the folded panel leaves less of the map beside it, it comes from below, if the window is high enough. */
#define MAP_MIN_WIDTH 220
#define BELOW_MIN_HEIGHT 480
#define BELOW_SHARE 0.55
/* The panel leaves so much of the map to be seen, where it can. */
#define MARGIN 48

struct _EntSplit
{
  GtkWidget parent_instance;

  GtkWidget *overlay, *paned;
  GtkWidget *map, *panel; /* owned by their parents; the panel also by us while it moves */
  int panel_width;
  int placed_width; /* of the paned when the handle was placed, 0 when it has yet to be */
  gboolean folded;
  gboolean allocating; /* the handle moves with the window */
  gboolean beside, over; /* whether the panel is wished for */
  guint fold_source;
};

enum
{
  PROP_FOLDED = 1,
  PROP_PANEL_SHOWN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (EntSplit, ent_split, GTK_TYPE_WIDGET)

static int
min_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* A hidden widget measures 0, so the panel is asked only while it is to be seen. */
static gboolean
must_fold (EntSplit *self, int width)
{
  return width < FOLD_WIDTH || (self->beside && !self->folded && min_width (self->paned) > width)
         || (self->folded && self->over && min_width (self->map) + min_width (self->panel) > width);
}

/* What a person does to the handle is kept; what a window too small does to it is not. */
static void
on_position (EntSplit *self)
{
  if (!self->allocating && !self->folded && self->placed_width > 0 && gtk_widget_get_visible (self->panel)
      && !must_fold (self, self->placed_width))
    self->panel_width = MAX (PANEL_MIN_WIDTH, self->placed_width - gtk_paned_get_position (GTK_PANED (self->paned)));
}

static void
show_panel (EntSplit *self)
{
  gtk_widget_set_visible (self->panel, self->folded ? self->over : self->beside);
}

static void
set_folded (EntSplit *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  g_object_ref (self->panel);
  if (folded)
    {
      gtk_paned_set_end_child (GTK_PANED (self->paned), NULL);
      gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->panel);
      gtk_widget_add_css_class (self->panel, "folded");
      self->over = FALSE;
    }
  else
    {
      gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), self->panel);
      gtk_widget_remove_css_class (self->panel, "folded");
      gtk_paned_set_end_child (GTK_PANED (self->paned), self->panel);
      self->placed_width = 0;
    }
  g_object_unref (self->panel);
  show_panel (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PANEL_SHOWN]);
}

static gboolean
fold (gpointer data)
{
  EntSplit *self = data;

  self->fold_source = 0;
  set_folded (self, must_fold (self, gtk_widget_get_width (GTK_WIDGET (self))));
  return G_SOURCE_REMOVE;
}

static void
place_handle (EntSplit *self, int width)
{
  int before = gtk_widget_get_width (self->paned);

  if (self->folded || !self->beside || self->placed_width == width)
    return;
  self->placed_width = width;
  /* The paned is about to give its start child all that it grows or shrinks by. */
  gtk_paned_set_position (GTK_PANED (self->paned),
                          MAX (min_width (self->map), width - self->panel_width) + (before > 0 ? before - width : 0));
}

static void
ent_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EntSplit *self = ENT_SPLIT (widget);

  if (must_fold (self, width) != self->folded && self->fold_source == 0)
    self->fold_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, fold, self, NULL);
  self->allocating = TRUE;
  place_handle (self, width);
  gtk_widget_allocate (self->overlay, MAX (width, min_width (self->overlay)), height, baseline, NULL);
  self->allocating = FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
ent_split_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  EntSplit *self = ENT_SPLIT (widget);

  gtk_widget_measure (self->overlay, orientation, orientation == GTK_ORIENTATION_VERTICAL ? -1 : for_size, minimum,
                      natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MAX (min_width (self->map), min_width (self->panel)));
}

/* The folded panel stands at the end of the line, or below the map; TRUE for below. @size is its width or height there. */
static gboolean
folded_size (EntSplit *self, int *size)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int least = min_width (self->panel);

  if (width - MAX (least, PANEL_MIN_WIDTH) < MAP_MIN_WIDTH && height >= BELOW_MIN_HEIGHT && least <= width)
    {
      *size = (int) (height * BELOW_SHARE);
      return TRUE;
    }
  *size = MIN (self->panel_width, width - MAX (MARGIN, MIN (MAP_MIN_WIDTH, width - PANEL_MIN_WIDTH)));
  *size = MAX (*size, least);
  return FALSE;
}

static gboolean
place_panel (EntSplit *self, GtkWidget *child, GdkRectangle *place)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self)), size;

  if (child != self->panel)
    return FALSE;
  if (folded_size (self, &size))
    *place = (GdkRectangle){ 0, height - size, width, size };
  else if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    *place = (GdkRectangle){ 0, 0, size, height };
  else
    *place = (GdkRectangle){ width - size, 0, size, height };
  return TRUE;
}

void
ent_split_get_covered (EntSplit *self, int *end, int *bottom)
{
  int size;

  *end = *bottom = 0;
  if (!self->folded || !self->over)
    return;
  if (folded_size (self, &size))
    *bottom = size;
  else
    *end = size;
}

static void
ent_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EntSplit *self = ENT_SPLIT (object);

  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_PANEL_SHOWN:
      g_value_set_boolean (value, ent_split_get_panel_shown (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ent_split_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_handle_id (&ENT_SPLIT (object)->fold_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ent_split_parent_class)->dispose (object);
}

static void
ent_split_class_init (EntSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ent_split_dispose;
  object_class->get_property = ent_split_get_property;
  widget_class->size_allocate = ent_split_size_allocate;
  widget_class->measure = ent_split_measure;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  props[PROP_PANEL_SHOWN] = g_param_spec_boolean ("panel-shown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "split");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_split_init (EntSplit *self)
{
  self->panel_width = PANEL_WIDTH;
  self->beside = TRUE;
}

GtkWidget *
ent_split_new (GtkWidget *map, GtkWidget *panel)
{
  EntSplit *self = g_object_new (ENT_TYPE_SPLIT, NULL);
  GtkPaned *paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));

  self->map = map;
  self->panel = panel;
  self->paned = GTK_WIDGET (paned);
  gtk_paned_set_start_child (paned, map);
  gtk_paned_set_end_child (paned, panel);
  gtk_paned_set_resize_end_child (paned, FALSE);
  gtk_paned_set_shrink_start_child (paned, FALSE);
  gtk_paned_set_shrink_end_child (paned, FALSE);
  g_signal_connect_swapped (paned, "notify::position", G_CALLBACK (on_position), self);
  gtk_widget_set_size_request (panel, PANEL_MIN_WIDTH, -1);
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->paned);
  g_signal_connect_swapped (self->overlay, "get-child-position", G_CALLBACK (place_panel), self);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  return GTK_WIDGET (self);
}

gboolean
ent_split_get_folded (EntSplit *self)
{
  return self->folded;
}

gboolean
ent_split_get_panel_shown (EntSplit *self)
{
  return self->folded ? self->over : self->beside;
}

void
ent_split_set_panel_shown (EntSplit *self, gboolean shown)
{
  if (ent_split_get_panel_shown (self) == shown)
    return;
  if (self->folded)
    self->over = shown;
  else
    {
      self->beside = shown;
      self->placed_width = 0;
    }
  show_panel (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PANEL_SHOWN]);
}

int
ent_split_get_panel_width (EntSplit *self)
{
  return self->panel_width;
}

void
ent_split_set_panel_width (EntSplit *self, int width)
{
  self->panel_width = MAX (width, PANEL_MIN_WIDTH);
  self->placed_width = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
ent_split_get_panel_wished (EntSplit *self)
{
  return self->beside;
}

void
ent_split_set_panel_wished (EntSplit *self, gboolean wished)
{
  if (self->folded)
    self->beside = wished;
  else
    ent_split_set_panel_shown (self, wished);
}
