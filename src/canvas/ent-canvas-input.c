/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pointer, touch and keys. Pressing and letting go chooses; pressing and moving drags: an actor when it began on one,
 * else the view (and always the view with the middle button or with space held). The wheel zooms where the pointer is;
 * a touchpad's two fingers pan, and zoom with Ctrl; a pinch zooms. */
#include "ent-canvas-private.h"

#include <gdk/gdkkeysyms.h>

#define REACH 7.0            /* pixels beside a line that still hit it */
#define WHEEL_STEP 1.2       /* zoom by one notch */
#define KEY_STEP 1.25        /* zoom by one key press */
#define PAN_STEP 80.0        /* pixels by one arrow */
#define NUDGE_STEP 10.0      /* map units by one arrow */
#define TOUCHPAD_UNITS 100.0 /* pixels of a two-finger stroke that zoom by one step */

EntHit
ent_canvas_hit (EntCanvas *self, EntPoint widget)
{
  EntHit nothing = { ENT_HIT_NOTHING, 0 };

  if (self->scene == NULL || self->sketch != NULL)
    return nothing;
  return ent_scene_hit_seen (self->scene, self->shown_of != NULL ? self->emphasis : NULL,
                             ent_viewport_to_scene (&self->view, widget), REACH / self->view.zoom);
}

/* TRUE when the map itself is under @widget, not the legend or the controls. */
static gboolean
on_map (EntCanvas *self, EntPoint widget)
{
  return gtk_widget_pick (GTK_WIDGET (self), widget.x, widget.y, GTK_PICK_DEFAULT) == GTK_WIDGET (self);
}

static void
update_cursor (EntCanvas *self, EntTarget target)
{
  const char *name = NULL;

  if (self->drag == ENT_DRAG_PAN || self->drag == ENT_DRAG_MOVE)
    name = "grabbing";
  else if (self->drag == ENT_DRAG_CONNECT || (self->pointer_in && ent_canvas_on_handle (self, self->pointer)))
    name = "crosshair";
  else if (self->space_down)
    name = "grab";
  else if (target.kind != ENT_TARGET_NONE)
    name = "pointer";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

void
ent_canvas_update_hover (EntCanvas *self)
{
  EntTarget target = { ENT_TARGET_NONE, "", "" };

  if (self->selection == NULL)
    return;
  if (self->pointer_in && self->drag != ENT_DRAG_PAN && self->drag != ENT_DRAG_MOVE && self->scene != NULL
      && on_map (self, self->pointer))
    target = ent_canvas_target_of_hit (self->scene, ent_canvas_hit (self, self->pointer));
  ent_canvas_update_handle (self, target);
  update_cursor (self, target);
  ent_canvas_show_hint (self, target);
  ent_selection_set_hover (self->selection, target.kind, target.id, target.other);
}

static void
motion (EntCanvas *self, double x, double y)
{
  self->pointer = ent_point (x, y);
  self->pointer_in = TRUE;
  ent_canvas_update_hover (self);
}

static void
leave (EntCanvas *self)
{
  self->pointer_in = FALSE;
  ent_canvas_update_hover (self);
}

/* --- Pressing and letting go --- */

static void
pressed (EntCanvas *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->press_on_map = on_map (self, ent_point (x, y));
  /* A hand on the pointer needs no ring around what has the keyboard. */
  if (self->press_on_map && GTK_IS_WINDOW (root))
    gtk_window_set_focus_visible (GTK_WINDOW (root), FALSE);
}

static void
choose_at (EntCanvas *self, EntPoint at, GdkModifierType modifiers)
{
  EntHit hit = ent_canvas_hit (self, at);
  EntTarget target = ent_canvas_target_of_hit (self->scene, hit);
  g_autofree char *ground = g_strdup (ent_canvas_ground_of_hit (self, hit, at));

  if (ground != NULL)
    target = (EntTarget){ ENT_TARGET_NONE, "", "" };
  ent_canvas_target_set (&self->pressed, target);
  target = ent_canvas_target_get (&self->pressed);
  if (target.kind == ENT_TARGET_ACTOR && (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    {
      if (ent_map_actor (self->map, target.id) != NULL)
        ent_selection_toggle_actor (self->selection, target.id);
    }
  else
    ent_canvas_choose (self, target);
  ent_canvas_set_ground (self, ground);
  if (ground != NULL)
    ent_canvas_emit_choose_ground (self, ground);
  if (target.kind != ENT_TARGET_NONE)
    ent_canvas_focus_target (self, target);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The second press of a double click means what the first one hit: a bundle that was chosen has opened by then. */
static void
released (EntCanvas *self, int n_press, double x, double y, GtkGesture *gesture)
{
  EntPoint at = ent_point (x, y);

  ent_canvas_update_scene (self);
  if (self->scene == NULL || !self->press_on_map)
    return;
  if (n_press == 1)
    choose_at (self, at, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
  else if (n_press == 2 && ent_canvas_get_ground (self) != NULL)
    ent_canvas_emit_rename (self, self->ground);
  else if (n_press == 2 && self->pressed.kind == ENT_TARGET_ACTOR)
    ent_canvas_emit_rename (self, self->pressed.id);
  else if (n_press == 2 && self->pressed.kind != ENT_TARGET_NONE)
    ent_canvas_activate (self, ent_canvas_target_get (&self->pressed));
  else if (n_press == 2 && ent_canvas_hit (self, at).kind == ENT_HIT_NOTHING)
    ent_canvas_add_actor_at (self, at);
}

/* --- Dragging --- */

static void
drag_begin (EntCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if ((button != GDK_BUTTON_PRIMARY && button != GDK_BUTTON_MIDDLE) || !on_map (self, ent_point (x, y)))
    return;
  self->drag = ENT_DRAG_PENDING;
  self->drag_start = ent_point (x, y);
  self->drag_last = ent_point (0, 0);
}

/* The pointer has left the place where it was pressed: a drag, of which the click gesture hears no more. */
static void
begin_moving (EntCanvas *self, GtkGestureDrag *gesture)
{
  gboolean primary = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY;
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  g_autofree char *ground = NULL;
  EntHit hit;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ent_canvas_stop_animation (self);
  ent_canvas_update_scene (self);
  hit = ent_canvas_hit (self, self->drag_start);
  ground = self->scene != NULL ? g_strdup (ent_canvas_ground_of_hit (self, hit, self->drag_start)) : NULL;
  if (primary && !self->space_down && ent_canvas_on_handle (self, self->drag_start))
    self->drag = ENT_DRAG_CONNECT;
  else if (primary && !self->space_down && hit.kind == ENT_HIT_NOTHING && (state & GDK_SHIFT_MASK) != 0)
    self->drag = ENT_DRAG_BAND;
  else if (primary && !self->space_down && hit.kind == ENT_HIT_NODE)
    ent_canvas_drag_start (self, hit.index);
  else if (primary && !self->space_down && ground != NULL)
    ent_canvas_ground_drag (self, ground);
  else
    self->drag = ENT_DRAG_PAN;
  self->space_used = self->space_down;
  ent_canvas_update_hover (self);
}

static void
drag_update (EntCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (self->drag == ENT_DRAG_NONE)
    return;
  if (self->drag == ENT_DRAG_PENDING)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, dx, dy))
        return;
      begin_moving (self, gesture);
    }
  if (self->drag == ENT_DRAG_MOVE)
    ent_canvas_drag_move (self, ent_point (dx, dy));
  else if (self->drag == ENT_DRAG_BAND || self->drag == ENT_DRAG_CONNECT || self->drag == ENT_DRAG_GROUND)
    {
      ent_canvas_hand_move (self, ent_point (dx, dy));
      ent_canvas_update_hover (self);
    }
  else
    {
      ent_canvas_pan_by (self, dx - self->drag_last.x, dy - self->drag_last.y, FALSE);
      self->drag_last = ent_point (dx, dy);
    }
}

static void
drag_end (EntCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (self->drag == ENT_DRAG_BAND || self->drag == ENT_DRAG_CONNECT)
    ent_canvas_hand_finish (self);
  if (self->drag == ENT_DRAG_GROUND)
    ent_canvas_ground_drop (self);
  if (self->drag == ENT_DRAG_MOVE)
    self->drag_last = ent_point (dx, dy);
  ent_canvas_drag_finish (self);
  ent_canvas_update_hover (self);
}

static void
drag_gesture_cancelled (EntCanvas *self)
{
  ent_canvas_drag_cancel (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ent_canvas_update_hover (self);
}

/* --- Wheel, touchpad and pinch --- */

static gboolean
scroll (EntCanvas *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean touchpad = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE;

  if (self->drag == ENT_DRAG_MOVE)
    return TRUE;
  if (!touchpad && (state & GDK_SHIFT_MASK) != 0)
    ent_canvas_pan_by (self, -(dx != 0 ? dx : dy) * PAN_STEP, 0, FALSE);
  else if (!touchpad || (state & GDK_CONTROL_MASK) != 0)
    {
      double steps = touchpad ? dy / TOUCHPAD_UNITS : dy;

      ent_canvas_zoom_at (self, self->view.zoom * pow (WHEEL_STEP, -steps), self->pointer, FALSE);
      if (!touchpad && dx != 0)
        ent_canvas_pan_by (self, -dx * PAN_STEP, 0, FALSE);
    }
  else
    ent_canvas_pan_by (self, -dx, -dy, FALSE);
  ent_canvas_update_hover (self);
  return TRUE;
}

static void
pinch_begin (EntCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  self->pinch_zoom = self->view.zoom;
  ent_canvas_drag_cancel (self);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinch (EntCanvas *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    ent_canvas_zoom_at (self, self->pinch_zoom * scale, ent_point (x, y), FALSE);
}

/* --- Keys --- */

static gboolean
arrow_direction (guint key, GtkDirectionType *direction, EntPoint *step)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *direction = GTK_DIR_LEFT;
      *step = ent_point (-1, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *direction = GTK_DIR_RIGHT;
      *step = ent_point (1, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *direction = GTK_DIR_UP;
      *step = ent_point (0, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *direction = GTK_DIR_DOWN;
      *step = ent_point (0, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* The thing that keys speak of: the one with the keyboard, else the chosen one. */
static EntTarget
key_target (EntCanvas *self)
{
  EntTarget target = ent_canvas_focused_target (self);

  return target.kind != ENT_TARGET_NONE ? target : ent_selection_get (self->selection);
}

static gboolean
arrow_pressed (EntCanvas *self, guint key, GdkModifierType state)
{
  GtkDirectionType direction;
  EntPoint step;
  EntTarget target;

  if (!arrow_direction (key, &direction, &step))
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return ent_canvas_nudge (self, step.x * NUDGE_STEP, step.y * NUDGE_STEP);
  if ((state & GDK_SHIFT_MASK) == 0)
    {
      target = key_target (self);
      if (target.kind != ENT_TARGET_NONE)
        {
          if (!ent_canvas_walk (self, target, direction))
            gtk_widget_error_bell (GTK_WIDGET (self));
          return TRUE;
        }
    }
  ent_canvas_pan_by (self, -step.x * PAN_STEP, -step.y * PAN_STEP, TRUE);
  return TRUE;
}

/* Ends a drag first, else lets the choice go; FALSE when there is neither, so that the window may use the key. */
static gboolean
escape (EntCanvas *self)
{
  if (self->drag != ENT_DRAG_NONE && self->drag != ENT_DRAG_PENDING)
    {
      ent_canvas_drag_cancel (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->drag_gesture));
      ent_canvas_update_hover (self);
      return TRUE;
    }
  if (ent_selection_get (self->selection).kind == ENT_TARGET_NONE)
    return FALSE;
  ent_selection_choose_none (self->selection);
  return TRUE;
}

static gboolean
key_pressed (EntCanvas *self, guint key, guint code, GdkModifierType state, GtkEventControllerKey *controller)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  EntTarget target;

  /* The controls upon the map have keys of their own. */
  if (self->scene == NULL || (focus != GTK_WIDGET (self) && !ENT_IS_CANVAS_THING (focus)))
    return FALSE;
  state &= gtk_accelerator_get_default_mod_mask ();
  if ((state & ~(GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    return FALSE;
  if (arrow_pressed (self, key, state))
    {
      ent_canvas_end_typing (self);
      return TRUE;
    }
  if ((state & GDK_CONTROL_MASK) != 0)
    return FALSE;
  if (self->typed->len > 0 && g_unichar_isgraph (gdk_keyval_to_unicode (key)))
    return ent_canvas_type_key (self, event);
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      ent_canvas_zoom_by (self, KEY_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      ent_canvas_zoom_by (self, 1 / KEY_STEP);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      ent_canvas_zoom_to (self, 1);
      return TRUE;
    case GDK_KEY_9:
    case GDK_KEY_KP_9:
      ent_canvas_fit (self);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      ent_canvas_end_typing (self);
      ent_canvas_walk_to_end (self, key == GDK_KEY_End || key == GDK_KEY_KP_End);
      return TRUE;
    case GDK_KEY_BackSpace:
      if (!ent_canvas_untype (self) && !ent_canvas_walk_back (self))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return TRUE;
    case GDK_KEY_Escape:
      if (self->typed->len == 0)
        return escape (self);
      ent_canvas_end_typing (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      target = key_target (self);
      ent_canvas_end_typing (self);
      if (target.kind == ENT_TARGET_NONE)
        return FALSE;
      ent_canvas_target_set (&self->pressed, target);
      ent_canvas_choose (self, ent_canvas_target_get (&self->pressed));
      if (self->pressed.kind == ENT_TARGET_PAIR)
        ent_canvas_focus_target (self, ent_canvas_target_get (&self->pressed));
      ent_canvas_activate (self, ent_canvas_target_get (&self->pressed));
      return TRUE;
    case GDK_KEY_Menu:
      ent_canvas_menu_of (self, key_target (self));
      return TRUE;
    case GDK_KEY_F10:
      if ((state & GDK_SHIFT_MASK) == 0)
        return FALSE;
      ent_canvas_menu_of (self, key_target (self));
      return TRUE;
    case GDK_KEY_space:
      if (self->typed->len > 0)
        return ent_canvas_type_key (self, event);
      if (!self->space_down)
        self->space_used = FALSE;
      self->space_down = TRUE;
      ent_canvas_update_hover (self);
      return TRUE;
    default:
      return ent_canvas_type_key (self, event);
    }
}

/* Space chooses when it is let go without having helped to pan. */
static void
key_released (EntCanvas *self, guint key, guint code, GdkModifierType state)
{
  EntTarget target;

  if (key != GDK_KEY_space || !self->space_down)
    return;
  self->space_down = FALSE;
  ent_canvas_update_hover (self);
  target = ent_canvas_focused_target (self);
  if (!self->space_used && target.kind != ENT_TARGET_NONE)
    ent_canvas_choose (self, target);
}

static void
focus_left (EntCanvas *self)
{
  self->space_down = FALSE;
  ent_canvas_end_typing (self);
  if (self->input_method != NULL)
    gtk_im_context_focus_out (self->input_method);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
focus_entered (EntCanvas *self)
{
  if (self->input_method != NULL)
    gtk_im_context_focus_in (self->input_method);
}

static void
focus_moved (EntCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
menu_pressed (EntCanvas *self, int n_press, double x, double y, GtkGesture *gesture)
{
  if (!on_map (self, ent_point (x, y)))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  ent_canvas_menu_at (self, ent_point (x, y));
}

static GtkEventController *
add (EntCanvas *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  return controller;
}

void
ent_canvas_init_input (EntCanvas *self)
{
  gpointer controller;

  controller = add (self, gtk_event_controller_motion_new ());
  g_signal_connect_swapped (controller, "enter", G_CALLBACK (motion), self);
  g_signal_connect_swapped (controller, "motion", G_CALLBACK (motion), self);
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (leave), self);

  controller = add (self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES));
  g_signal_connect_swapped (controller, "scroll", G_CALLBACK (scroll), self);

  controller = add (self, gtk_gesture_zoom_new ());
  g_signal_connect_swapped (controller, "begin", G_CALLBACK (pinch_begin), self);
  g_signal_connect_swapped (controller, "scale-changed", G_CALLBACK (pinch), self);

  controller = add (self, gtk_gesture_click_new ());
  self->click_gesture = controller;
  gtk_gesture_single_set_button (controller, GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (controller, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect_swapped (controller, "released", G_CALLBACK (released), self);

  controller = add (self, gtk_gesture_click_new ());
  gtk_gesture_single_set_button (controller, GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (controller, "pressed", G_CALLBACK (menu_pressed), self);

  controller = add (self, gtk_gesture_drag_new ());
  self->drag_gesture = controller;
  gtk_gesture_single_set_button (controller, 0);
  g_signal_connect_swapped (controller, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect_swapped (controller, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect_swapped (controller, "drag-end", G_CALLBACK (drag_end), self);
  g_signal_connect_swapped (controller, "cancel", G_CALLBACK (drag_gesture_cancelled), self);

  controller = add (self, gtk_event_controller_key_new ());
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed), self);
  g_signal_connect_swapped (controller, "key-released", G_CALLBACK (key_released), self);

  controller = add (self, gtk_event_controller_focus_new ());
  g_signal_connect_swapped (controller, "enter", G_CALLBACK (focus_entered), self);
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (focus_left), self);
  g_signal_connect_swapped (controller, "notify::is-focus", G_CALLBACK (focus_moved), self);
}
