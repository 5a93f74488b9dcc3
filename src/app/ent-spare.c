/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Its smallest width is 0, so that a header bar with many buttons does not keep a window from becoming narrow. */
#include "ent-spare.h"

struct _EntSpare
{
  GtkWidget parent_instance;

  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (EntSpare, ent_spare, GTK_TYPE_WIDGET)

static void
ent_spare_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gtk_widget_measure (ENT_SPARE (widget)->child, orientation, -1, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
ent_spare_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = ENT_SPARE (widget)->child;
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (child, width >= minimum);
  if (width >= minimum)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
ent_spare_dispose (GObject *object)
{
  g_clear_pointer (&ENT_SPARE (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_spare_parent_class)->dispose (object);
}

static void
ent_spare_class_init (EntSpareClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_spare_dispose;
  GTK_WIDGET_CLASS (klass)->measure = ent_spare_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = ent_spare_size_allocate;
}

static void
ent_spare_init (EntSpare *self)
{
}

GtkWidget *
ent_spare_new (GtkWidget *child)
{
  EntSpare *self = g_object_new (ENT_TYPE_SPARE, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
