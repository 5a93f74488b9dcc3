/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for the items of menus. GTK 4.18 names an item after a label within it that assistive technology cannot reach, so
 * that a screen reader finds no name at all. Each item gets its text as its own name instead,
 * whenever it is shown. */
#include "ent-menu-names.h"

#include <gtk/gtk.h>

/* The first minor version that may need this. */
#define NAMELESS_SINCE 10

static void
name_item (GtkWidget *item)
{
  g_autofree char *text = NULL, *name = NULL;
  g_auto (GStrv) parts = NULL;

  g_object_get (item, "text", &text, NULL);
  if (text == NULL)
    return;
  parts = g_strsplit (text, "_", -1); /* the mark of the letter that chooses it */
  name = g_strjoinv ("", parts);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
on_map (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    name_item (widget);
  return TRUE;
}

void
ent_menu_names_init (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  if (gtk_get_minor_version () >= NAMELESS_SINCE)
    g_signal_add_emission_hook (g_signal_lookup ("map", G_TYPE_FROM_CLASS (klass)), 0, on_map, NULL, NULL);
}
