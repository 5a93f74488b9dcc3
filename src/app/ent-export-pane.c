/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change waits a moment, since a word being typed is many; what comes of an older choice is dropped. */
#include "ent-export-pane.h"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ent-document-error.h"
#include "ent-drag-out.h"
#include "ent-panel-parts.h"

#define DELAY_MS 150
#define SIDE 1400 /* pixels of a preview: enough for a dense screen */

struct _EntExportPane
{
  GtkWidget parent_instance;

  EntSnapshot *map;
  char *stem;
  EntExportChoice *choice;    /* nullable: the newest */
  EntExportPreview *preview;  /* nullable: of that choice */
  GCancellable *cancellable;  /* of the preview on its way; nullable */
  guint source;

  GtkWidget *box, *picture, *handle;
  GtkAspectFrame *frame; /* gives the picture its own shape, so that its edge is seen */
  GtkStack *stack;
  GtkTextBuffer *words;
  GtkLabel *status, *trouble;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (EntExportPane, ent_export_pane, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is not good cannot be dragged either. */
static void
tell_changed (EntExportPane *self)
{
  gtk_widget_set_visible (self->handle, ent_export_pane_is_good (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean take_facts (gpointer data);

/* What is known of a preview whose pixels are not drawn yet. */
typedef struct
{
  EntExportPane *pane;
  GCancellable *cancellable;
  EntExportPreview *preview;
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_object_unref (facts->pane);
  g_object_unref (facts->cancellable);
  ent_export_preview_free (facts->preview);
  g_free (facts);
}

/* In the thread of the preview. */
static void
tell_facts (EntExportPreview *preview, gpointer data)
{
  GTask *task = data;
  Facts *facts = g_new0 (Facts, 1);

  facts->pane = g_object_ref (g_object_get_data (G_OBJECT (task), "pane"));
  facts->cancellable = g_object_ref (g_task_get_cancellable (task));
  facts->preview = preview;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, take_facts, facts, facts_free);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EntExportWork *work = data;
  EntExportScratch scratch;
  EntExportOptions options = ent_export_choice_options (work->choice, &scratch);
  GError *error = NULL;
  EntExportPreview *preview = ent_export_preview (work->map, &options, SIDE, SIDE, tell_facts, task, cancellable, &error);

  ent_export_scratch_clear (&scratch);
  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) ent_export_preview_free);
  else
    g_task_return_error (task, error);
}

static double
scale_of (EntExportPane *self)
{
  return self->choice->scale > 0 ? self->choice->scale : self->preview->largest_scale;
}

static char *
describe_png (EntExportPane *self)
{
  double scale = scale_of (self), width = floor (self->preview->map_width * scale), height = floor (self->preview->map_height * scale);
  const double cm = 2.54;

  if (ent_export_pane_is_too_large (self))
    /* Translators: the numbers are pixels, then a scale */
    return g_strdup_printf (_ ("%.0f × %.0f pixels are too many: at most 16,384 a side and 200 million in all. The largest possible scale is %.2f."),
                            width, height, self->preview->largest_scale);
  /* Translators: the numbers are pixels, then centimetres, then dots per inch */
  return g_strdup_printf (_ ("%.0f × %.0f pixels · %.1f × %.1f cm at %.0f dpi"), width, height, width / self->choice->dpi * cm,
                          height / self->choice->dpi * cm, self->choice->dpi);
}

static void
tell_status (EntExportPane *self)
{
  EntExportPreview *preview = self->preview;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->choice->kind == ENT_EXPORT_PNG)
    {
      g_autofree char *png = describe_png (self);

      g_string_append (text, png);
    }
  else if (self->choice->kind == ENT_EXPORT_PDF)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", preview->n_pages), preview->n_pages);
  else
    {
      g_autofree char *size = g_format_size (preview->n_bytes);

      g_string_append (text, size);
    }
  if (preview->notes.missing != NULL)
    {
      g_string_append_c (text, '\n');
      /* Translators: %s are characters */
      g_string_append_printf (text, _ ("No installed font has these characters: %s"), preview->notes.missing);
    }
  if (preview->notes.n_unknown > 0)
    {
      guint n = preview->notes.n_unknown;

      g_string_append_c (text, '\n');
      g_string_append_printf (
          text, g_dngettext (GETTEXT_PACKAGE, "%u unknown member of the file is left out", "%u unknown members of the file are left out", n), n);
    }
  gtk_label_set_text (self->status, text->str);
}

static void
show_preview (EntExportPane *self)
{
  EntExportPreview *preview = self->preview;

  if (preview->text != NULL)
    {
      gtk_text_buffer_set_text (self->words, preview->text, -1);
      gtk_stack_set_visible_child_name (self->stack, "text");
    }
  else
    {
      /* Cairo's ARGB32 is this format in either order of bytes. */
      g_autoptr (GdkTexture) texture = gdk_memory_texture_new (preview->width, preview->height, GDK_MEMORY_DEFAULT, preview->pixels,
                                                               (gsize) preview->stride);

      gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
      gtk_aspect_frame_set_ratio (self->frame, (float) preview->width / (float) preview->height);
      gtk_stack_set_visible_child_name (self->stack, "picture");
    }
  tell_status (self);
}

/* It can be exported now, while the picture of it is still drawn. */
static gboolean
take_facts (gpointer data)
{
  Facts *facts = data;
  EntExportPane *self = facts->pane;

  if (self->cancellable == facts->cancellable && self->preview == NULL)
    {
      self->preview = g_steal_pointer (&facts->preview);
      tell_status (self);
      tell_changed (self);
    }
  return G_SOURCE_REMOVE;
}

static void
stop_waiting (EntExportPane *self)
{
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntExportPane) self = data;
  g_autoptr (GError) error = NULL;
  EntExportPreview *preview = g_task_propagate_pointer (G_TASK (result), &error);

  if (preview == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another one is on its way, or the pane has gone */
  g_clear_object (&self->cancellable);
  stop_waiting (self);
  g_clear_pointer (&self->preview, ent_export_preview_free);
  self->preview = preview;
  if (preview != NULL)
    show_preview (self);
  else
    {
      gtk_label_set_text (self->trouble, ent_document_error_get_reason (error));
      gtk_label_set_text (self->status, "");
      gtk_stack_set_visible_child_name (self->stack, "trouble");
    }
  tell_changed (self);
}

static gboolean
begin (gpointer data)
{
  EntExportPane *self = data;
  g_autoptr (GTask) task = NULL;

  self->source = 0;
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  /* Not as the source: a task may let go of that in its thread, and widgets end in the main one alone. */
  task = g_task_new (NULL, self->cancellable, on_made, g_object_ref (self));
  g_object_set_data (G_OBJECT (task), "pane", self);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, ent_export_work_new (ent_snapshot_ref (self->map), ent_export_choice_copy (self->choice)), ent_export_work_free);
  g_task_run_in_thread (task, make_in_thread);
  return G_SOURCE_REMOVE;
}

static void
forget (EntExportPane *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->preview, ent_export_preview_free);
  g_clear_pointer (&self->choice, ent_export_choice_free);
}

void
ent_export_pane_stop (EntExportPane *self)
{
  g_return_if_fail (ENT_IS_EXPORT_PANE (self));
  forget (self);
}

void
ent_export_pane_show (EntExportPane *self, const EntExportChoice *choice)
{
  gboolean first = self->choice == NULL;

  g_return_if_fail (ENT_IS_EXPORT_PANE (self));
  forget (self);
  self->choice = ent_export_choice_copy (choice);
  self->source = g_timeout_add (first ? 0 : DELAY_MS, begin, self);
  tell_changed (self);
}

gboolean
ent_export_pane_is_too_large (EntExportPane *self)
{
  return self->preview != NULL && self->choice->kind == ENT_EXPORT_PNG && scale_of (self) > self->preview->largest_scale;
}

gboolean
ent_export_pane_is_good (EntExportPane *self)
{
  return self->preview != NULL && !ent_export_pane_is_too_large (self);
}

/* --- Dragging it to another program --- */

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, EntExportPane *self)
{
  return ent_export_pane_is_good (self) ? ent_drag_out_new (self->map, self->choice, self->stem) : NULL;
}

/* The other windows see the drag that goes over them: where a modal dialog keeps the events of a drag from them, newer GTK complains. */
static void
let_through (EntExportPane *self, gboolean through)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_modal (GTK_WINDOW (root), !through);
}

static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, EntExportPane *self)
{
  let_through (self, FALSE);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, EntExportPane *self)
{
  let_through (self, TRUE);
  if (self->preview != NULL && self->preview->pixels != NULL)
    ent_drag_out_set_icon (source, gtk_picture_get_paintable (GTK_PICTURE (self->picture)));
}

static void
make_draggable (EntExportPane *self, GtkWidget *widget)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_cursor_from_name (widget, "grab");
}

/* What can be dragged says so. */
static GtkWidget *
make_handle (EntExportPane *self)
{
  GtkWidget *handle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = ent_decoration_new ("list-drag-handle-symbolic");
  GtkWidget *words = ent_label_new (_ ("Drag to another program"), NULL);

  gtk_box_append (GTK_BOX (handle), icon);
  gtk_box_append (GTK_BOX (handle), words);
  gtk_widget_set_halign (handle, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (handle, "drag-handle");
  gtk_widget_set_tooltip_text (handle, _ ("As a file, a picture or words, whichever the other program takes"));
  make_draggable (self, handle);
  return handle;
}

static void
ent_export_pane_dispose (GObject *object)
{
  EntExportPane *self = ENT_EXPORT_PANE (object);

  forget (self);
  g_clear_pointer (&self->map, ent_snapshot_unref);
  g_clear_pointer (&self->stem, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_export_pane_parent_class)->dispose (object);
}

static void
ent_export_pane_class_init (EntExportPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_export_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "exportpane");
  signals[CHANGED] = g_signal_new ("changed", ENT_TYPE_EXPORT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_text_page (EntExportPane *self)
{
  GtkWidget *view = gtk_text_view_new (), *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  ent_set_accessible_name (view, _ ("Preview"));
  self->words = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return scroller;
}

static void
ent_export_pane_init (EntExportPane *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  ent_set_accessible_name (self->picture, _ ("Preview"));
  gtk_widget_add_css_class (self->picture, "page");
  self->frame = GTK_ASPECT_FRAME (gtk_aspect_frame_new (0.5, 0.5, 1, FALSE));
  gtk_aspect_frame_set_child (self->frame, self->picture);
  gtk_widget_set_hexpand (GTK_WIDGET (self->frame), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->frame), TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->frame), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->frame), 18);
  gtk_widget_set_margin_top (GTK_WIDGET (self->frame), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->frame), 12);
  self->trouble = GTK_LABEL (ent_label_new ("", NULL));
  gtk_label_set_justify (self->trouble, GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (GTK_WIDGET (self->trouble), 24);
  gtk_widget_set_margin_end (GTK_WIDGET (self->trouble), 24);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->frame), "picture");
  gtk_stack_add_named (self->stack, make_text_page (self), "text");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->spinner), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->spinner), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->spinner), 32, 32);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->spinner));
  self->status = GTK_LABEL (ent_label_new ("", "dim-label"));
  gtk_label_set_xalign (self->status, 0.5);
  gtk_label_set_justify (self->status, GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (GTK_WIDGET (self->status), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->status), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->status), 12);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), overlay);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->status));
  make_draggable (self, self->picture);
  self->handle = make_handle (self);
  gtk_widget_set_visible (self->handle, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->handle);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
ent_export_pane_new (EntSnapshot *map, const char *stem)
{
  EntExportPane *self = g_object_new (ENT_TYPE_EXPORT_PANE, NULL);

  self->map = ent_snapshot_ref (map);
  self->stem = g_strdup (stem);
  return GTK_WIDGET (self);
}
