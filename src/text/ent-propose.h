/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What relation a few words of a text may tell of: a draft for a person to correct, never more. */
#pragma once

#include "ent-names.h"
#include "ent-sentences.h"

G_BEGIN_DECLS

typedef struct
{
  const EntActor *source, *target; /* in the order of the text; NULL where the sentence names no such one */
  char *label;                     /* the words that join them, "" for none */
  gboolean both;                   /* they are named side by side ("A and B agree"): neither comes first */
  GPtrArray *named;                /* const EntActor: all that the sentence names, in its order */
  EntStretch sentence;             /* what was read: the sentences that the words touch, code points */
} EntProposal;

/* Reads the words of @text from code point @start to @end. Two actors named in them count first, else those of their sentence. The label
 * is what stands between the two names, without possessives, articles and the marks around; what follows both where they are joined by
 * "and". At most eight words. O(paragraph). (transfer full) */
EntProposal *ent_propose_relation (const EntNames *names, const char *text, const char *language, gint64 start, gint64 end);
/* The sentences that the text from code point @start to @end touches, together; that text itself where it is in none. O(paragraph). */
EntStretch ent_sentences_around (const char *text, const char *language, gint64 start, gint64 end);
void ent_proposal_free (EntProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntProposal, ent_proposal_free)

G_END_DECLS
