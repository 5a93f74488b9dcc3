/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the map widget share. One job a file: ent-canvas.c content and the scene, -view.c where the view
 * stands, -draw.c the picture, -present.c how GTK is given it, -input.c pointer and keys, -drag.c moving actors, -a11y.c the accessible children, -walk.c going about by keys,
 * -ground.c captions and groups, -controls.c what lies upon the map.
 *
 * Scene and emphasis change only in ent_canvas_update_scene(), before a frame is drawn: a snapshot draws what is there.
 */
#pragma once

#include "ent-canvas.h"
#include "ent-tiles.h"
#include "ent-viewport.h"

G_BEGIN_DECLS

/* A thing of the map, with ids of its own. */
typedef struct
{
  EntTargetKind kind;
  char *id, *other; /* "" where they do not apply */
} EntCanvasTarget;

/* What the view follows while the widget's size changes. */
typedef enum
{
  ENT_FIT_NONE,  /* nothing: it was moved */
  ENT_FIT_START, /* as much of the map as is readable */
  ENT_FIT_WHOLE  /* all of it */
} EntCanvasFit;

typedef enum
{
  ENT_DRAG_NONE,
  ENT_DRAG_PENDING, /* pressed, not yet moved */
  ENT_DRAG_PAN,
  ENT_DRAG_MOVE,   /* actors */
  ENT_DRAG_BAND,   /* chooses what it touches */
  ENT_DRAG_GROUND, /* a caption */
  ENT_DRAG_CONNECT /* from the handle of an actor to another */
} EntCanvasDrag;

/* Of an actor that glides. */
typedef struct
{
  guint node;
  EntPoint from; /* scene units */
} EntCanvasWay;

struct _EntCanvas
{
  GtkWidget parent_instance;

  /* Content */
  EntMap *map;
  EntSelection *selection;
  EntHistory *history;
  EntScene *scene;            /* what is drawn; during a drag the moved one */
  EntScene *closed;           /* the same with all bundles closed: what `scene` is opened from; NULL while stale */
  EntSceneEmphasis *emphasis; /* fits `scene` */
  EntPainter *painter; /* of the legend */
  EntTiles *tiles;
  GdkTexture *sketch; /* nullable: shown instead of the scene */
  gboolean picture_stale; /* `tiles` has not heard yet of what is to be shown */
  char *open_pair[3]; /* the pair whose bundle is open in `scene`, NULL-terminated; [0] NULL: none */
  gboolean scene_stale, emphasis_stale, zoom_stale;
  guint update_tick;
  gboolean building, build_again; /* in a thread; once more after it */
  gboolean build_told;            /* that it is under way */
  gboolean rough;                 /* `scene` is only a first look, and the true one is under way */
  EntSceneWork *work;             /* of the build under way; NULL when there is none */
  gboolean halted;                /* that was told to stop, and nothing has changed since */
  guint build_serial;
  double text_scale; /* that `scene` is built for */
  double covered_end, covered_bottom; /* pixels of the view that lie under something else */
  EntTheme theme;
  gboolean theme_given; /* by ent_canvas_set_theme(): the desktop's is not asked */

  char **path; /* relations that stand out; nullable */
  /* What a filter lets through; `shown_of` NULL: all */
  EntSnapshot *shown_of;
  guint8 *shown_actors, *shown_relations;
  gboolean hide_others;
  EntSceneVeil *veil; /* of the others, made when it is needed; NULL: to be made */

  /* Actors on their way */
  gboolean map_changed;  /* since `scene` was built */
  EntScene *glide_scene; /* nullable */
  GArray *glide_ways;    /* EntCanvasWay */
  gint64 glide_start;    /* microseconds, 0: the first frame sets it */
  guint glide_tick;

  /* View */
  EntViewport view;
  gboolean fresh; /* the first view of this content is not chosen yet */
  EntCanvasFit fit;
  EntViewport anim_from, anim_to;
  EntPoint first_middle;   /* map units: the first view of this content, where first_zoom is not 0 */
  double first_zoom;
  GHashTable *places;      /* EntViewport by key of what was chosen then */
  char *place_key;         /* nullable: of what is chosen now */
  gint64 anim_start; /* microseconds, 0: the first frame sets it */
  guint anim_tick;
  gboolean drawn;         /* something of this content has been */
  gboolean drawn_moving;  /* the last frame showed things on their way */
  double drawn_zoom;      /* of the last frame */
  gint64 zoomed_at;       /* microseconds: when the zoom last differed from the frame before */
  guint rest_timeout;     /* draws exactly once the zoom has come to rest */

  /* Input */
  GtkGesture *drag_gesture, *click_gesture;
  EntCanvasDrag drag;
  EntPoint drag_last;      /* pan: offset told so far; move: the present offset, pixels */
  EntPoint drag_start;     /* widget */
  GPtrArray *drag_ids;     /* char *: actors that move */
  GArray *drag_places;     /* EntPoint: where they stood, scene units */
  GArray *drag_nodes;      /* of guint: the same as nodes of `drag_scene` */
  GArray *drag_edges;      /* of guint: lines that end at them */
  EntCanvasGiveWay give_way; /* nullable */
  gboolean drag_carried;   /* they are drawn over the tiles, and `scene` stays as it was: a large map */
  EntScene *drag_scene;    /* as it was before */
  EntCanvasTarget pressed; /* by the first press of a double click */
  EntPoint pointer;        /* widget */
  char *ground;            /* nullable: the caption or group that is marked */
  char *handle;            /* nullable: the actor whose handle is shown */
  gboolean pointer_in, press_on_map, space_down, space_used;
  double pinch_zoom;

  /* Accessible children, by key */
  GHashTable *things;
  guint things_timeout;
  EntCanvasTarget focused; /* the last that had the keyboard */

  /* Going about by keys */
  gboolean arrows_near;   /* arrows go to what is nearest, not along lines */
  GPtrArray *steps;       /* EntCanvasTarget *: the way, oldest first */
  char *walked_from;      /* nullable: the actor from which the line was entered that has the keyboard */
  GString *typed;         /* of a name */
  gboolean typed_found;
  guint typed_timeout;
  GtkIMContext *input_method; /* nullable until a letter is typed */

  /* Upon the map */
  GtkWidget *controls, *zoom_label, *legend, *legend_toggle, *overview;
  GtkWidget *extra;   /* nullable: the control that was added */
  int extra_width;    /* as it was when it was seen */
  guint extra_source; /* 0 or what shows or hides it */
  double lines_scale;        /* that the next two are of; 0: of none */
  guint lines_drawn, lines;
  char *hint; /* nullable: what the thing under the pointer is, in a lower corner */
};

/* ent-canvas.c */
/* Makes scene and emphasis true to map and selection, if they are not. */
void ent_canvas_update_scene (EntCanvas *self);
/* Asks for ent_canvas_update_scene() before the next frame. */
void ent_canvas_queue_update (EntCanvas *self);
/* What @hit shows; kind ENT_TARGET_NONE for no thing. Ids belong to the scene. */
EntTarget ent_canvas_target_of_hit (EntScene *scene, EntHit hit);
EntTarget ent_canvas_target_of_edge (EntScene *scene, const EntSceneEdge *edge);
/* The box of a line's label; of a line without one a small box in its middle. */
EntRect ent_canvas_edge_box (EntScene *scene, const EntSceneEdge *edge);
/* The drawn box of a target, scene units; FALSE where the scene has it not. */
gboolean ent_canvas_target_box (EntScene *scene, EntTarget target, EntRect *box);
/* The sentence that names it. (transfer full) */
char *ent_canvas_describe (EntScene *scene, EntTarget target);
void ent_canvas_choose (EntCanvas *self, EntTarget target);
void ent_canvas_activate (EntCanvas *self, EntTarget target);
void ent_canvas_emit_connect (EntCanvas *self, const char *source, const char *target, EntPoint widget);
void ent_canvas_emit_rename (EntCanvas *self, const char *id);
void ent_canvas_emit_menu (EntCanvas *self, EntTarget target, EntPoint widget);
void ent_canvas_add_actor_at (EntCanvas *self, EntPoint widget);
void ent_canvas_target_set (EntCanvasTarget *self, EntTarget target);
EntTarget ent_canvas_target_get (const EntCanvasTarget *self);
gboolean ent_canvas_target_equal (EntTarget a, EntTarget b);

static inline const EntSceneNode *
ent_canvas_node (EntScene *scene, guint i)
{
  guint n;

  return &ent_scene_nodes (scene, &n)[i];
}

static inline const EntSceneEdge *
ent_canvas_edge (EntScene *scene, guint i)
{
  guint n;

  return &ent_scene_edges (scene, &n)[i];
}

/* ent-canvas-build.c */
/* Makes the scene anew of map and open pair: at once, or in a thread where that takes longer than a frame or two. */
void ent_canvas_tell_building (EntCanvas *self);
void ent_canvas_build (EntCanvas *self);
void ent_canvas_build_now (EntCanvas *self);

/* ent-canvas-ground.c */
/* The drawn box of a caption, that around a group, or the node of a collapsed one; FALSE where there is none. */
gboolean ent_canvas_ground_box (EntScene *scene, const char *id, EntRect *box);
/* The caption, collapsed group or name of a group that was hit; nullable. */
const char *ent_canvas_ground_of_hit (EntCanvas *self, EntHit hit, EntPoint widget);
/* Begins to move a caption, or the actors of a group. */
void ent_canvas_ground_drag (EntCanvas *self, const char *id);
/* Ends the drag of what is marked, and moves it. */
void ent_canvas_ground_drop (EntCanvas *self);
/* Moves what is marked by so many map units; FALSE where nothing is. */
gboolean ent_canvas_ground_nudge (EntCanvas *self, double dx, double dy);
void ent_canvas_draw_ground (EntCanvas *self, GtkSnapshot *snapshot);
void ent_canvas_emit_choose_ground (EntCanvas *self, const char *id);

/* ent-canvas-path.c */
/* Makes the path stand out in @emphasis, of `scene`. */
void ent_canvas_emphasize_path (EntCanvas *self, EntSceneEmphasis *emphasis);

/* ent-canvas-filter.c */
/* Fades or hides in @emphasis, of `scene`, what the filter does not let through. */
void ent_canvas_veil (EntCanvas *self, EntSceneEmphasis *emphasis);
/* TRUE when a filter hides that thing of `scene`. */
gboolean ent_canvas_hides_node (EntCanvas *self, guint node);
gboolean ent_canvas_hides_edge (EntCanvas *self, guint edge);
gboolean ent_canvas_hides (EntCanvas *self, EntTarget target);
void ent_canvas_clear_shown (EntCanvas *self);
/* "filtered: 14 of 18 actors and 31 of 78 relations shown", to follow the sentence that tells of the map; NULL without a filter. (transfer full) */
char *ent_canvas_describe_shown (EntCanvas *self);

/* ent-canvas-view.c */
/* Shows @view at once or animated; ends what is under way. */
void ent_canvas_set_view (EntCanvas *self, EntViewport view, gboolean animated);
void ent_canvas_stop_animation (EntCanvas *self);
/* Shows the whole map again where the view does and the map has become another. */
void ent_canvas_refit (EntCanvas *self);
void ent_canvas_view_resize (EntCanvas *self, int width, int height);
/* Chooses the first view once there are a size and a scene. */
void ent_canvas_view_start (EntCanvas *self);
/* Fits the map into the view once more where that is what the view shows. */
void ent_canvas_view_refit (EntCanvas *self);
void ent_canvas_zoom_at (EntCanvas *self, double zoom, EntPoint widget, gboolean animated);
void ent_canvas_pan_by (EntCanvas *self, double dx, double dy, gboolean animated);

/* ent-canvas-draw.c */
void ent_canvas_init_drawing (EntCanvas *self);
void ent_canvas_dispose_drawing (EntCanvas *self);
void ent_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
/* Says in a corner of the map, away from the pointer, what @target is; nothing for no thing. */
void ent_canvas_show_hint (EntCanvas *self, EntTarget target);

/* ent-canvas-present.c */
/* TRUE where GTK is best given the picture as cairo nodes: its cairo renderer before 4.10 converts and copies a texture in each frame,
 * which costs twice as much as painting the same pixels; all others keep textures and are best served with the same ones again. */
gboolean ent_canvas_prefers_cairo (EntCanvas *self);
/* To draw on what of @box (widget pixels) is in view, in coordinates of the widget; NULL where nothing is. (transfer full) */
cairo_t *ent_canvas_append_cairo (EntCanvas *self, GtkSnapshot *snapshot, EntRect box);
/* The picture that @pieces of @view make, on @ground; @covered: they leave none of it to be seen. */
void ent_canvas_append_pieces (EntCanvas *self, GtkSnapshot *snapshot, const EntTilesView *view, const EntTilePiece *pieces, guint n,
                               const GdkRGBA *ground, gboolean covered);

/* ent-canvas-input.c */
void ent_canvas_init_input (EntCanvas *self);
EntHit ent_canvas_hit (EntCanvas *self, EntPoint widget);
void ent_canvas_update_hover (EntCanvas *self);

/* ent-canvas-drag.c */
void ent_canvas_drag_start (EntCanvas *self, guint node);
/* The same with these actors. */
void ent_canvas_drag_start_ids (EntCanvas *self, const char *const *ids, guint n);
void ent_canvas_drag_move (EntCanvas *self, EntPoint offset);
/* What is carried over the tiles; FALSE when nothing is. */
gboolean ent_canvas_drag_carried (EntCanvas *self, EntCarried *carried);
/* Shows the actors where the pointer has them; once a frame. */
void ent_canvas_drag_update (EntCanvas *self);
void ent_canvas_drag_finish (EntCanvas *self);
void ent_canvas_drag_cancel (EntCanvas *self);
/* Moves the chosen actors by map units, as one step with its neighbours. FALSE when none is chosen. */
gboolean ent_canvas_nudge (EntCanvas *self, double dx, double dy);

/* ent-canvas-hand.c */
gboolean ent_canvas_on_handle (EntCanvas *self, EntPoint widget);
/* Shows the handle of what is under the pointer. */
void ent_canvas_update_handle (EntCanvas *self, EntTarget target);
/* A band or a connection under way. */
void ent_canvas_hand_move (EntCanvas *self, EntPoint offset);
void ent_canvas_hand_finish (EntCanvas *self);
void ent_canvas_draw_hand (EntCanvas *self, GtkSnapshot *snapshot);
void ent_canvas_menu_at (EntCanvas *self, EntPoint widget);
void ent_canvas_menu_of (EntCanvas *self, EntTarget target);

/* ent-canvas-drop.c */
void ent_canvas_init_drop (EntCanvas *self);

/* ent-canvas-glide.c */
/* Lets the actors glide from where @old (nullable) shows them to where `scene` has them, where that is worth it. */
void ent_canvas_glide_from (EntCanvas *self, EntScene *old);
void ent_canvas_glide_finish (EntCanvas *self);
/* What will be shown once nothing is on its way. */
EntScene *ent_canvas_final_scene (EntCanvas *self);

/* ent-canvas-a11y.c */
#define ENT_TYPE_CANVAS_THING (ent_canvas_thing_get_type ())
G_DECLARE_FINAL_TYPE (EntCanvasThing, ent_canvas_thing, ENT, CANVAS_THING, GtkWidget)

/* Brings the children to what is in view once it has come to rest. */
void ent_canvas_queue_things (EntCanvas *self);
void ent_canvas_allocate_things (EntCanvas *self);
void ent_canvas_clear_things (EntCanvas *self);
/* The thing that has the keyboard; ENT_TARGET_NONE when none has. */
EntTarget ent_canvas_focused_target (EntCanvas *self);
void ent_canvas_focus_target (EntCanvas *self, EntTarget target);
/* The thing nearest to @from in that direction; ENT_TARGET_NONE where there is none. */
EntTarget ent_canvas_nearest (EntCanvas *self, EntTarget from, GtkDirectionType direction);
EntPoint ent_canvas_unit_of (GtkDirectionType direction);
gboolean ent_canvas_focus (GtkWidget *widget, GtkDirectionType direction);

/* Where the view will stand when what is under way has ended. */
const EntViewport *ent_canvas_goal (EntCanvas *self);

/* ent-canvas-places.c */
/* Something else may be chosen now: the view is noted for what was. */
void ent_canvas_note_place (EntCanvas *self);
void ent_canvas_forget_places (EntCanvas *self);

/* ent-canvas-overview.c */
void ent_canvas_init_overview (EntCanvas *self);
/* Shows or hides it, and brings it up to date; cheap. */
void ent_canvas_update_overview (EntCanvas *self);
/* What it shows has changed beside scene and theme. */
void ent_canvas_overview_changed (EntCanvas *self);
/* Another map. */
void ent_canvas_clear_overview (EntCanvas *self);
void ent_canvas_allocate_overview (EntCanvas *self);
/* Where it lies, widget pixels; FALSE while it is not there. */
gboolean ent_canvas_overview_box (EntCanvas *self, EntRect *box);

/* ent-canvas-walk.c */
void ent_canvas_init_walk (EntCanvas *self);
void ent_canvas_dispose_walk (EntCanvas *self);
void ent_canvas_finalize_walk (EntCanvas *self);
/* Another map: nothing of the way is there any more. */
void ent_canvas_forget_walk (EntCanvas *self);
/* An arrow from @from, as is set: along lines or to the nearest. FALSE when nothing is that way. */
gboolean ent_canvas_walk (EntCanvas *self, EntTarget from, GtkDirectionType towards);
gboolean ent_canvas_walk_back (EntCanvas *self);
/* To the first or the last actor as one reads. */
void ent_canvas_walk_to_end (EntCanvas *self, gboolean last);
/* A key that may be a letter of a name, in any script; TRUE when it is. */
gboolean ent_canvas_type_key (EntCanvas *self, GdkEvent *event);
/* Takes the last letter back; FALSE when there is none. */
gboolean ent_canvas_untype (EntCanvas *self);
void ent_canvas_end_typing (EntCanvas *self);
/* Lets a screen reader say @text, where GTK can. */
void ent_canvas_announce (EntCanvas *self, const char *text);

/* ent-canvas-controls.c */
void ent_canvas_init_controls (EntCanvas *self);
void ent_canvas_update_controls (EntCanvas *self);
void ent_canvas_update_legend (EntCanvas *self);
void ent_canvas_allocate_controls (EntCanvas *self, int width, int height);
/* What controls and the brief legend cover, and a margin. */
EntInsets ent_canvas_get_insets (EntCanvas *self);
/* TRUE when controls or the brief legend would cover an actor or a label in @view. */
gboolean ent_canvas_controls_cover (EntCanvas *self, const EntViewport *view);
/* TRUE when they would come nearer to @drawn, in widget pixels, than their margin. */
gboolean ent_canvas_controls_touch (EntCanvas *self, EntRect drawn);

G_END_DECLS
