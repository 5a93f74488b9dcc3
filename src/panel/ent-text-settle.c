/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text view measures the lines in sight at once and the others as time allows (GTK_TEXT_VIEW_PRIORITY_VALIDATE). When a change of style
 * makes its lines invalid within a frame, GTK measures them while it draws: the text may then have another height than the scrollbar beside
 * it was laid out for, and GTK complains that it draws a trough "without a current allocation" (seen in 4.18, where a change of the
 * background alone makes all lines invalid). So from a change of the text until all of it is measured, the lines in sight are measured at
 * the end of the layout of each frame that is drawn anyway: a text view does so when it is told that it was scrolled, be it by nothing.
 * If that changes its height, the frame clock lays out once more before it draws.
 *
 * Invariant: `watched` is the frame clock of a view that is realized, else NULL; `idle` is there while heights are not all known. */
#include "ent-text-settle.h"

typedef struct
{
  GtkTextView *view; /* owns this */
  GtkTextBuffer *buffer;
  GtkAdjustment *heights; /* nullable */
  GdkFrameClock *watched; /* nullable */
  guint idle;
} Settle;

/* Comes after the last line was measured: measuring has the higher priority. */
static gboolean
settled (gpointer data)
{
  ((Settle *) data)->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
request_layout (Settle *self)
{
  if (self->idle != 0 && self->watched != NULL)
    gdk_frame_clock_request_phase (self->watched, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
unsettle (Settle *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (GTK_TEXT_VIEW_PRIORITY_VALIDATE + 1, settled, self, NULL);
  request_layout (self);
}

static void
laid_out (Settle *self)
{
  if (self->idle != 0 && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    g_signal_emit_by_name (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)), "value-changed");
}

static void
unwatch (Settle *self)
{
  if (self->watched != NULL)
    g_signal_handlers_disconnect_by_data (self->watched, self);
  g_clear_object (&self->watched);
}

static void
watch (Settle *self)
{
  unwatch (self);
  self->watched = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self->view)));
  g_signal_connect_swapped (self->watched, "before-paint", G_CALLBACK (request_layout), self);
  g_signal_connect_data (self->watched, "layout", G_CALLBACK (laid_out), self, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  unsettle (self);
}

static void
heights_replaced (Settle *self)
{
  if (self->heights != NULL)
    g_signal_handlers_disconnect_by_data (self->heights, self);
  g_clear_object (&self->heights);
  self->heights = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  if (self->heights == NULL)
    return;
  g_object_ref (self->heights);
  g_signal_connect_swapped (self->heights, "changed", G_CALLBACK (unsettle), self);
}

static void
settle_free (Settle *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  unwatch (self);
  if (self->heights != NULL)
    g_signal_handlers_disconnect_by_data (self->heights, self);
  g_clear_object (&self->heights);
  g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_clear_object (&self->buffer);
  g_free (self);
}

void
ent_text_settle_before_frames (GtkTextView *view)
{
  Settle *self = g_new0 (Settle, 1);

  self->view = view;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (view));
  g_object_set_data_full (G_OBJECT (view), "ent-text-settle", self, (GDestroyNotify) settle_free);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (unsettle), self);
  g_signal_connect_swapped (view, "notify::vadjustment", G_CALLBACK (heights_replaced), self);
  g_signal_connect_swapped (view, "realize", G_CALLBACK (watch), self);
  g_signal_connect_swapped (view, "unrealize", G_CALLBACK (unwatch), self);
  g_signal_connect_swapped (view, "map", G_CALLBACK (unsettle), self);
  heights_replaced (self);
}
