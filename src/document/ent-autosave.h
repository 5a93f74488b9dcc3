/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a draft of one document while it has changes that are not saved, and takes it away when it has none.
 *
 * A change is on the disk two seconds and one write after it was done; writes begin two seconds apart at least, in a thread. Belongs to
 * the main thread. */
#pragma once

#include "ent-document.h"
#include "ent-draft.h"

G_BEGIN_DECLS

#define ENT_TYPE_AUTOSAVE (ent_autosave_get_type ())
G_DECLARE_FINAL_TYPE (EntAutosave, ent_autosave, ENT, AUTOSAVE, GObject)

/**
 * EntAutosave::failed:
 * @message: why what is not saved is not safe either
 *
 * Once, until a draft is written again.
 */

/* @folder: as of ent_draft_dup_folder(). (transfer full) */
EntAutosave *ent_autosave_new (EntDocument *document, const char *folder);
/* Goes on with a draft that was found, of which @self's document was restored. Takes @draft. */
void ent_autosave_adopt (EntAutosave *self, EntDraft *draft);
/* The document is closed, saved or its changes thrown away: the draft goes, and the application waits for that. */
void ent_autosave_close (EntAutosave *self);

/* FALSE: no draft is kept, and one that is there goes. TRUE at first. */
void ent_autosave_set_wanted (EntAutosave *self, gboolean wanted);

G_END_DECLS
