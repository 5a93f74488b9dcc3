/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arranging: an action starts it, a thread does it, and it comes back as one step of undo. With two or more actors chosen
 * it is about them, else about the whole map.
 * Invariant: at most one arrangement is under way, and `arranging`, `arrange_live` and the line that tells of it are there
 * exactly while it is. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-arrange.h"
#include "ent-edit.h"
#include "ent-error.h"
#include "ent-layout-menu.h"

/* What is over sooner is not shown. */
#define BUSY_DELAY_MS 100

/* The actors that an arrangement is about; NULL: all. (transfer none) */
static const char *const *
chosen (EntWindow *self, guint *n)
{
  const char *const *actors = ent_selection_get_actors (self->selection, n);

  return *n >= 2 ? actors : NULL;
}

/* The actor that stands in the middle of rings; nullable. */
static const char *
root (EntWindow *self)
{
  EntTarget target = ent_selection_get (self->selection);

  return target.kind == ENT_TARGET_ACTOR ? target.id : NULL;
}

static void
end (EntWindow *self)
{
  g_clear_handle_id (&self->arrange_source, g_source_remove);
  if (self->arranging != NULL)
    {
      ent_arrange_live_end (self->arrange_live);
      ent_progress_end (self->layout_progress);
    }
  g_clear_pointer (&self->arrange_live, ent_arrange_live_unref);
  g_clear_object (&self->arranging);
}

void
ent_window_layout_cancel (EntWindow *self)
{
  if (self->arranging == NULL)
    return;
  g_cancellable_cancel (self->arranging);
  end (self);
  ent_canvas_set_sketch (self->canvas, NULL);
}

static void
size_live (EntWindow *self)
{
  GtkWidget *canvas = GTK_WIDGET (self->canvas);

  ent_arrange_live_resize (self->arrange_live, gtk_widget_get_width (canvas), gtk_widget_get_height (canvas),
                           gtk_widget_get_scale_factor (canvas));
}

static gboolean
show_live (gpointer data)
{
  EntWindow *self = data;

  self->arrange_source = 0;
  ent_arrange_live_begin (self->arrange_live);
  return G_SOURCE_REMOVE;
}

static void
on_live (double part, GdkTexture *picture, gpointer data)
{
  EntWindow *self = data;
  g_autofree char *text = g_strdup_printf (_ ("Arranging the map: %.0f %%"), part * 100);

  ent_progress_tell (self->layout_progress, text);
  size_live (self);
  if (picture != NULL)
    ent_canvas_set_sketch (self->canvas, picture);
}

typedef struct
{
  EntWindow *window;     /* owned */
  EntArrangeLive *live;  /* a reference: the thread that works uses it to its end */
  GCancellable *cancellable;
  gboolean whole;
} Arranging;

static void
arranging_free (Arranging *arranging)
{
  g_object_unref (arranging->window);
  ent_arrange_live_unref (arranging->live);
  g_object_unref (arranging->cancellable);
  g_free (arranging);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arranging, arranging_free)

static void
on_arranged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Arranging) arranging = data;
  EntWindow *self = arranging->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntArrangement) arrangement = ent_arrange_finish (result, &error);

  /* Another may have taken its place, or the map. */
  if (self->arranging != arranging->cancellable)
    return;
  end (self);
  if (arrangement == NULL)
    ent_window_tell_error (self, _ ("The map stays as it is"), error);
  else if (!ent_arrangement_apply (arrangement, ent_window_get_map (self), &error))
    ent_window_toast (self, _ ("Not arranged, since actors were moved meanwhile"), FALSE);
  else if (arranging->whole)
    ent_canvas_fit (self->canvas);
  ent_canvas_set_sketch (self->canvas, NULL);
}

void
ent_window_arrange (EntWindow *self, const char *name)
{
  EntArrangeOptions options = { .root = root (self) };
  EntMapIndex *index = ent_map_peek_index (ent_window_get_map (self));
  Arranging *arranging;

  if (!ent_arrange_find (name, &options.algorithm))
    return;
  ent_window_layout_cancel (self);
  options.actors = chosen (self, &options.n_actors);
  self->arranging = g_object_ref (ent_progress_begin (self->layout_progress, _ ("Arranging the map…")));
  self->arrange_live = ent_arrange_live_new (index, ent_canvas_get_theme (self->canvas), on_live, self);
  size_live (self);
  self->arrange_source = g_timeout_add (BUSY_DELAY_MS, show_live, self);
  arranging = g_new0 (Arranging, 1);
  arranging->window = g_object_ref (self);
  arranging->live = ent_arrange_live_ref (self->arrange_live);
  arranging->cancellable = g_object_ref (self->arranging);
  arranging->whole = options.actors == NULL;
  options.watch = ent_arrange_live_watch (arranging->live);
  ent_arrange_async (index, &options, self->arranging, on_arranged, arranging);
}

/* Frees the chosen actors where all of them are pinned, else pins all. */
void
ent_window_toggle_pins (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);
  g_autoptr (GError) error = NULL;
  gboolean pin = FALSE;
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);
  g_auto (GStrv) ids = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const EntActor *actor = ent_map_actor (map, actors[i]);

      ids[i] = g_strdup (actors[i]);
      pin = pin || !actor->pinned;
    }
  if (!ent_edit_set_pinned (map, (const char *const *) ids, n, pin, &error))
    ent_window_tell_error (self, _ ("Nothing was pinned"), error);
}

static void
on_show (EntWindow *self)
{
  guint n;
  const char *const *actors = chosen (self, &n);

  ent_layout_menu_preview (ENT_LAYOUT_MENU (gtk_menu_button_get_popover (self->layout_button)),
                           ent_map_peek_index (ent_window_get_map (self)), actors, n, root (self),
                           ent_canvas_get_theme (self->canvas));
}

GtkWidget *
ent_window_layout_button (EntWindow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *menu = ent_layout_menu_new ();

  self->layout_button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_label (self->layout_button, _ ("Layout"));
  gtk_menu_button_set_always_show_arrow (self->layout_button, TRUE);
  gtk_menu_button_set_popover (self->layout_button, menu);
  g_signal_connect_swapped (menu, "show", G_CALLBACK (on_show), self);
  return button;
}
