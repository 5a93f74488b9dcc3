/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handles are children of their own, so that the keyboard and assistive technology find two sliders; bars and axis are drawn. Time
 * runs as the text does: right to left where that is so.
 *
 * Places: stretch i lies from i to i + 1 of n equal parts of the width between the margins; a handle stands at the border of its
 * stretch, the first at i, the last at i + 1. */
#include "ent-time-strip.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ent-browse-style.h"

#define BARS_HEIGHT 30
#define HANDLE 18 /* the wide of it */
#define LINE 4
#define AXIS_GAP 4
#define PAGE 5 /* stretches by Page Up */
/* The least distance between two names of the axis. */
#define NAME_GAP 16

/* --- A handle --- */

#define ENT_TYPE_TIME_HANDLE (ent_time_handle_get_type ())
G_DECLARE_FINAL_TYPE (EntTimeHandle, ent_time_handle, ENT, TIME_HANDLE, GtkWidget)

struct _EntTimeHandle
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (EntTimeHandle, ent_time_handle, GTK_TYPE_WIDGET)

static void
ent_time_handle_class_init (EntTimeHandleClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "enttimehandle");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
ent_time_handle_init (EntTimeHandle *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/* --- The strip --- */

typedef enum
{
  GRIP_NONE,
  GRIP_FIRST,
  GRIP_LAST,
  GRIP_BOTH
} Grip;

struct _EntTimeStrip
{
  GtkWidget parent_instance;

  char **names; /* nullable */
  guint *counts;
  guint n, most;
  guint first, last;
  GtkWidget *handles[2];
  Grip grip;
  guint grip_first, grip_last; /* the range when it was taken */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (EntTimeStrip, ent_time_strip, GTK_TYPE_WIDGET)

static gboolean
is_rtl (EntTimeStrip *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Pixels of the border before stretch @i. */
static double
place_of (EntTimeStrip *self, double i)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - HANDLE, at = HANDLE / 2.0 + width * i / MAX (self->n, 1);

  return is_rtl (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - at : at;
}

/* The border nearest to pixel @x, 0 to n. */
static double
border_at (EntTimeStrip *self, double x)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - HANDLE;

  if (is_rtl (self))
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;
  return width > 0 ? (x - HANDLE / 2.0) / width * self->n : 0;
}

static void
tell_handles (EntTimeStrip *self)
{
  guint values[] = { self->first, self->last };

  if (self->n == 0)
    return;
  for (guint i = 0; i < 2; i++)
    {
      const char *name = self->names[values[i]];

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[i]), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->n - 1, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                      (double) values[i], GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, name, -1);
    }
  for (guint i = 0; i < 2; i++)
    {
      /* Translators: a handle of the timeline, then the time it stands at */
      g_autofree char *label = g_strdup_printf (i == 0 ? _ ("From %s") : _ ("To %s"), self->names[values[i]]);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_set_tooltip_text (self->handles[i], self->names[values[i]]);
    }
}

static void
change (EntTimeStrip *self, guint first, guint last, gboolean tell)
{
  if (self->n == 0)
    return;
  last = MIN (last, self->n - 1);
  first = MIN (first, last);
  if (first == self->first && last == self->last)
    return;
  self->first = first;
  self->last = last;
  tell_handles (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (tell)
    g_signal_emit (self, changed_signal, 0);
}

void
ent_time_strip_set_range (EntTimeStrip *self, guint first, guint last)
{
  g_return_if_fail (ENT_IS_TIME_STRIP (self));

  change (self, first, last, FALSE);
}

void
ent_time_strip_get_range (EntTimeStrip *self, guint *first, guint *last)
{
  g_return_if_fail (ENT_IS_TIME_STRIP (self));

  *first = self->first;
  *last = self->last;
}

guint
ent_time_strip_get_n (EntTimeStrip *self)
{
  g_return_val_if_fail (ENT_IS_TIME_STRIP (self), 0);

  return self->n;
}

void
ent_time_strip_set_bars (EntTimeStrip *self, const char *const *names, const guint *counts, guint n)
{
  g_return_if_fail (ENT_IS_TIME_STRIP (self));

  g_strfreev (self->names);
  g_free (self->counts);
  self->names = g_strdupv ((char **) names);
  self->counts = g_memdup2 (counts, n * sizeof (guint));
  self->n = n;
  self->most = 1;
  for (guint i = 0; i < n; i++)
    self->most = MAX (self->most, counts[i]);
  self->last = n > 0 ? MIN (self->last, n - 1) : 0;
  self->first = MIN (self->first, self->last);
  tell_handles (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- Drawing --- */

static GdkRGBA
colour (EntTimeStrip *self, const char *name, float alpha)
{
  GdkRGBA found = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &found);
  found.alpha *= alpha;
  return found;
}

static void
fill (GtkSnapshot *snapshot, GdkRGBA tint, double x0, double x1, double y, double height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) MIN (x0, x1), (float) y, (float) fabs (x1 - x0), (float) height);

  gtk_snapshot_append_color (snapshot, &tint, &rect);
}

static int
text_height (EntTimeStrip *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
draw_name (EntTimeStrip *self, GtkSnapshot *snapshot, PangoLayout *layout, double x, int width)
{
  GdkRGBA ink = colour (self, "window_fg_color", 0.75f);
  double most = gtk_widget_get_width (GTK_WIDGET (self)) - width;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) CLAMP (x - width / 2.0, 0, MAX (most, 0)),
                                                          BARS_HEIGHT + HANDLE / 2 + LINE / 2 + AXIS_GAP));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* As many names as fit beside each other, evenly chosen; each stands below the middle of its stretch. */
static void
draw_axis (EntTimeStrip *self, GtkSnapshot *snapshot)
{
  double side = fabs (place_of (self, 1) - place_of (self, 0));
  int widest = 0, width;
  guint every;

  for (guint i = 0; i < self->n; i += MAX (1, self->n / 8))
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->names[i]);

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  every = side > 0 ? (guint) ceil ((widest + NAME_GAP) / side) : self->n;
  for (guint i = 0; i < self->n; i += MAX (every, 1))
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->names[i]);

      pango_layout_get_pixel_size (layout, &width, NULL);
      draw_name (self, snapshot, layout, place_of (self, i + 0.5), width);
    }
}

static void
ent_time_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntTimeStrip *self = ENT_TIME_STRIP (widget);
  GdkRGBA inside = colour (self, "accent_bg_color", 1), outside = colour (self, "window_fg_color", 0.3f);
  double line = BARS_HEIGHT + HANDLE / 2.0 - LINE / 2.0;

  if (self->n == 0)
    return;
  for (guint i = 0; i < self->n; i++)
    {
      double height = self->counts[i] > 0 ? MAX (3, (double) BARS_HEIGHT * self->counts[i] / self->most) : 0;
      double gap = fabs (place_of (self, 1) - place_of (self, 0)) > 6 ? 1 : 0;
      double x0 = place_of (self, i), x1 = place_of (self, i + 1);

      if (x0 < x1)
        fill (snapshot, i >= self->first && i <= self->last ? inside : outside, x0 + gap, x1 - gap, BARS_HEIGHT - height, height);
      else
        fill (snapshot, i >= self->first && i <= self->last ? inside : outside, x0 - gap, x1 + gap, BARS_HEIGHT - height, height);
    }
  fill (snapshot, outside, place_of (self, 0), place_of (self, self->n), line, LINE);
  fill (snapshot, inside, place_of (self, self->first), place_of (self, self->last + 1), line, LINE);
  draw_axis (self, snapshot);
  for (guint i = 0; i < 2; i++)
    gtk_widget_snapshot_child (widget, self->handles[i], snapshot);
}

/* --- Places --- */

static void
ent_time_strip_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 400;
    }
  else
    *minimum = *natural = BARS_HEIGHT + HANDLE / 2 + LINE / 2 + AXIS_GAP + text_height (ENT_TIME_STRIP (widget)) + 2;
}

static void
ent_time_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EntTimeStrip *self = ENT_TIME_STRIP (widget);
  double places[] = { place_of (self, self->first), place_of (self, self->last + 1) };

  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_set_child_visible (self->handles[i], self->n > 0);
      gtk_widget_measure (self->handles[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (
          self->handles[i], &(GtkAllocation){ (int) round (places[i] - HANDLE / 2.0), BARS_HEIGHT, HANDLE, HANDLE }, -1);
    }
}

/* --- By hand --- */

static void
drag_begin (EntTimeStrip *self, double x, double y)
{
  double from = fabs (x - place_of (self, self->first)), to = fabs (x - place_of (self, self->last + 1));
  double at = border_at (self, x);
  gboolean whole = self->first == 0 && self->last + 1 == self->n;

  if (self->n == 0)
    return;
  /* Between the handles the range is taken as a whole, unless that is everything. */
  if (!whole && MIN (from, to) > HANDLE && at > self->first && at < self->last + 1)
    self->grip = GRIP_BOTH;
  else
    self->grip = from < to || (from <= to && at < self->first) ? GRIP_FIRST : GRIP_LAST;
  self->grip_first = self->first;
  self->grip_last = self->last;
  if (self->grip != GRIP_BOTH)
    gtk_widget_grab_focus (self->handles[self->grip == GRIP_FIRST ? 0 : 1]);
}

static void
drag_update (EntTimeStrip *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y, border;
  int by;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  border = round (CLAMP (border_at (self, x + dx), 0, self->n));
  switch (self->grip)
    {
    case GRIP_FIRST:
      change (self, MIN ((guint) border, self->last), self->last, TRUE);
      break;
    case GRIP_LAST:
      change (self, self->first, MAX ((guint) MAX (border, 1) - 1, self->first), TRUE);
      break;
    case GRIP_BOTH:
      by = (int) round (border_at (self, x + dx) - border_at (self, x));
      by = CLAMP (by, -(int) self->grip_first, (int) (self->n - 1 - self->grip_last));
      change (self, (guint) ((int) self->grip_first + by), (guint) ((int) self->grip_last + by), TRUE);
      break;
    case GRIP_NONE:
    default:
      break;
    }
}

static void
drag_end (EntTimeStrip *self)
{
  self->grip = GRIP_NONE;
}

/* --- By key --- */

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EntTimeStrip *self)
{
  GtkWidget *handle = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gboolean is_first = handle == self->handles[0], forward = !is_rtl (self);
  gint64 value = is_first ? self->first : self->last;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->n == 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      value += forward ? -1 : 1;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      value += forward ? 1 : -1;
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      value++;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      value--;
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      value += PAGE;
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      value -= PAGE;
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      value = 0;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      value = self->n - 1;
      break;
    default:
      return FALSE;
    }
  if (is_first)
    change (self, (guint) CLAMP (value, 0, (gint64) self->last), self->last, TRUE);
  else
    change (self, self->first, (guint) CLAMP (value, (gint64) self->first, (gint64) self->n - 1), TRUE);
  return TRUE;
}

/* --- The widget --- */

static void
ent_time_strip_dispose (GObject *object)
{
  EntTimeStrip *self = ENT_TIME_STRIP (object);

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);
  G_OBJECT_CLASS (ent_time_strip_parent_class)->dispose (object);
}

static void
ent_time_strip_finalize (GObject *object)
{
  EntTimeStrip *self = ENT_TIME_STRIP (object);

  g_strfreev (self->names);
  g_free (self->counts);
  G_OBJECT_CLASS (ent_time_strip_parent_class)->finalize (object);
}

static void
ent_time_strip_class_init (EntTimeStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_time_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_time_strip_finalize;
  widget_class->measure = ent_time_strip_measure;
  widget_class->size_allocate = ent_time_strip_size_allocate;
  widget_class->snapshot = ent_time_strip_snapshot;
  gtk_widget_class_set_css_name (widget_class, "enttimestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  changed_signal = g_signal_new ("range-changed", ENT_TYPE_TIME_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  ent_browse_load_style ();
}

static void
ent_time_strip_init (EntTimeStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  for (guint i = 0; i < 2; i++)
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      self->handles[i] = g_object_new (ENT_TYPE_TIME_HANDLE, NULL);
      gtk_widget_set_parent (self->handles[i], GTK_WIDGET (self));
      g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
      gtk_widget_add_controller (self->handles[i], keys);
    }
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Relations by time"), -1);
}

GtkWidget *
ent_time_strip_new (void)
{
  return g_object_new (ENT_TYPE_TIME_STRIP, NULL);
}
