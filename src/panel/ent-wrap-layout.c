/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One walk through the children does both: measuring a height for a width, and placing. Invariant: no child is wider
 * than the box or narrower than its minimum. */
#include "ent-wrap-layout.h"

struct _EntWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (EntWrapLayout, ent_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
child_width (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

static int
child_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Places the children from @first up to @end in a line at @y; one that expands goes to the end of the line, unless it
 * stands there alone. */
static void
place_line (EntWrapLayout *self, GtkWidget *widget, GtkWidget *first, GtkWidget *end, int y, int width, int height)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int w, h;
      GtkAllocation place;

      if (!gtk_widget_should_layout (child))
        continue;
      w = child_width (child, width);
      h = child_height (child, w);
      if (x > 0 && gtk_widget_get_hexpand (child))
        x = MAX (x, width - w);
      place = (GtkAllocation){ rtl ? width - x - w : x, y + (height - h) / 2, w, h };
      gtk_widget_size_allocate (child, &place, -1);
      x += w + self->spacing;
    }
}

/* The height of all lines in @width; places the children too when @place. */
static int
walk (EntWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int w;

      if (!gtk_widget_should_layout (child))
        continue;
      w = child_width (child, width);
      if (x > 0 && x + w > width)
        {
          if (place)
            place_line (self, widget, first, child, y, width, line);
          y += line + self->spacing / 2;
          x = line = 0;
          first = child;
        }
      line = MAX (line, child_height (child, w));
      x += w + self->spacing;
    }
  if (place)
    place_line (self, widget, first, NULL, y, width, line);
  return y + line;
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkLayoutManager *manager,
         GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  EntWrapLayout *self = ENT_WRAP_LAYOUT (manager);
  int least = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      least = MAX (least, child_minimum);
      all += child_natural + (all > 0 ? self->spacing : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, all);
    }
  else
    *minimum = *natural = walk (self, widget, for_size >= 0 ? MAX (for_size, least) : MAX (least, all), FALSE);
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  walk (ENT_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
ent_wrap_layout_class_init (EntWrapLayoutClass *klass)
{
  GTK_LAYOUT_MANAGER_CLASS (klass)->get_request_mode = get_request_mode;
  GTK_LAYOUT_MANAGER_CLASS (klass)->measure = measure;
  GTK_LAYOUT_MANAGER_CLASS (klass)->allocate = allocate;
}

static void
ent_wrap_layout_init (EntWrapLayout *self)
{
}

GtkWidget *
ent_wrap_box_new (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  EntWrapLayout *layout = g_object_new (ENT_TYPE_WRAP_LAYOUT, NULL);

  layout->spacing = spacing;
  gtk_widget_set_layout_manager (box, GTK_LAYOUT_MANAGER (layout));
  return box;
}
