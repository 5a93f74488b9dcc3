/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text-settle: changes the text and the style of a view within frames. What is beside the text is laid out for the text that is drawn, so
 * GTK does not complain, and when the text is measured no frame is asked for any more. TAP; needs a display. */
#include <gtk/gtk.h>

#include "ent-text-settle.h"

#define FRAMES 60

static guint complaints, frames, painted;

static GLogWriterOutput
count_complaints (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0 && strstr (fields[i].value, "without a current allocation") != NULL)
      complaints++;
  return g_log_writer_default (level, fields, n_fields, data);
}

/* Every other text is longer than the view is high; the style changes with each. */
static gboolean
change_text (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < (frames % 2 == 0 ? 80 + frames : 1); i++)
    g_string_append (text, "A line that is so long that it does not fit the view and is wrapped somewhere in the middle of it.\n");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text->str, -1);
  if (frames % 3 == 0)
    gtk_widget_add_css_class (view, "tinted");
  else
    gtk_widget_remove_css_class (view, "tinted");
  return ++frames < FRAMES;
}

static void
count_frame (void)
{
  painted++;
}

static gboolean
end_wait (gpointer waiting)
{
  *(gboolean *) waiting = FALSE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean waiting = TRUE;

  g_timeout_add (ms, end_wait, &waiting);
  while (waiting)
    g_main_context_iteration (NULL, TRUE);
}

int
main (void)
{
  GtkCssProvider *style = gtk_css_provider_new ();
  GtkWidget *window, *scrolled, *view;

  g_log_set_writer_func (count_complaints, NULL, NULL);
  gtk_init ();
  gtk_css_provider_load_from_data (style, ".tinted, .tinted text { background: #fed; color: #123; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  window = gtk_window_new ();
  scrolled = gtk_scrolled_window_new ();
  view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scrolled), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 400);
  ent_text_settle_before_frames (GTK_TEXT_VIEW (view));
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (500);
  gtk_widget_add_tick_callback (view, change_text, NULL, NULL);
  for (guint i = 0; i < 100 && frames < FRAMES; i++)
    wait_ms (100);
  g_print ("%s 1 - text that changes within a frame is laid out before it is drawn\n", frames == FRAMES && complaints == 0 ? "ok" : "not ok");
  g_print ("# %u texts, %u complaints\n", frames, complaints);
  wait_ms (500);
  g_signal_connect (gtk_widget_get_frame_clock (view), "before-paint", G_CALLBACK (count_frame), NULL);
  wait_ms (500);
  g_print ("%s 2 - no frame is asked for at rest\n", painted == 0 ? "ok" : "not ok");
  g_print ("# %u frames\n1..2\n", painted);
  gtk_window_destroy (GTK_WINDOW (window));
  return complaints == 0 && frames == FRAMES && painted == 0 ? 0 : 1;
}
