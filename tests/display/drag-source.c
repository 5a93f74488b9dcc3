/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drag-source FILE...: a window to drag from, as a file manager is one: its left half holds the files, its right half the words of the first one's
 * name, or those of DRAG_WORDS. */
#include <gtk/gtk.h>

static void
add_source (GtkWidget *widget, GdkContentProvider *content)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
  g_object_unref (content);
}

static void
activate (GtkApplication *application, gpointer paths)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *file_label = gtk_label_new ("Drag the file"), *text_label = gtk_label_new ("Drag the words");
  const char *words = g_getenv ("DRAG_WORDS");
  GSList *files = NULL;

  for (char **path = paths; *path != NULL; path++)
    files = g_slist_append (files, g_file_new_for_path (*path));
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), file_label);
  gtk_box_append (GTK_BOX (box), text_label);
  add_source (file_label, gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files));
  add_source (text_label, gdk_content_provider_new_typed (G_TYPE_STRING, words != NULL ? words : *(char **) paths));
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Drag source");
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 120);
  gtk_window_present (GTK_WINDOW (window));
  g_slist_free_full (files, g_object_unref);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  if (argc < 2)
    return 2;
  g_signal_connect (application, "activate", G_CALLBACK (activate), argv + 1);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
