/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drop-target FOLDER: a window to drop on, as another program is one. It reads what is dropped in each of the types that are given after
 * FOLDER, one after another, and writes each to a file of the folder named by the type, with "-" for what is no letter; its label then says
 * how many it got. */
#include <gtk/gtk.h>
#include <string.h>

typedef struct
{
  GtkWidget *label;
  const char *folder;
  const char **types;
  GdkDrop *drop;
  guint next, got;
} Target;

static void read_next (Target *self);

static void
on_spliced (GObject *source, GAsyncResult *result, gpointer data)
{
  Target *self = data;
  GOutputStream *stream = G_OUTPUT_STREAM (source);
  GError *error = NULL;

  if (g_output_stream_splice_finish (stream, result, &error) >= 0)
    {
      char *name = g_strcanon (g_strdup (self->types[self->next]), G_CSET_a_2_z G_CSET_DIGITS, '-');
      char *path = g_build_filename (self->folder, name, NULL);
      GBytes *bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));

      if (g_bytes_get_size (bytes) > 0
          && g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
        self->got++;
      g_bytes_unref (bytes);
      g_free (path);
      g_free (name);
    }
  else
    g_printerr ("drop-target: %s\n", error->message);
  g_clear_error (&error);
  self->next++;
  read_next (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Target *self = data;
  const char *type;
  GInputStream *stream = gdk_drop_read_finish (GDK_DROP (source), result, &type, NULL);
  GOutputStream *memory;

  if (stream == NULL)
    {
      self->next++;
      read_next (self);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, 0, NULL,
                                on_spliced, self);
  g_object_unref (memory);
  g_object_unref (stream);
}

static void
read_next (Target *self)
{
  const char *one[2] = { self->types[self->next], NULL };

  if (one[0] != NULL)
    gdk_drop_read_async (self->drop, one, 0, NULL, on_opened, self);
  else
    {
      char *text = g_strdup_printf ("Got %u of %u", self->got, self->next);

      gtk_label_set_text (GTK_LABEL (self->label), text);
      gdk_drop_finish (self->drop, GDK_ACTION_COPY);
      g_clear_object (&self->drop);
      g_free (text);
    }
}

static gboolean
on_drop (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer data)
{
  Target *self = data;

  self->drop = g_object_ref (drop);
  self->next = self->got = 0;
  read_next (self);
  return TRUE;
}

static void
activate (GtkApplication *application, gpointer data)
{
  Target *self = data;
  GtkWidget *window = gtk_application_window_new (application);
  GtkDropTargetAsync *target = gtk_drop_target_async_new (NULL, GDK_ACTION_COPY);

  self->label = gtk_label_new ("Drop here");
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (self->label, GTK_EVENT_CONTROLLER (target));
  gtk_window_set_child (GTK_WINDOW (window), self->label);
  gtk_window_set_title (GTK_WINDOW (window), "Drop target");
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 200);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  Target target = { 0 };

  if (argc < 3)
    return 2;
  target.folder = argv[1];
  target.types = (const char **) argv + 2;
  g_signal_connect (application, "activate", G_CALLBACK (activate), &target);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
