;;; pmt-mode.el --- Declarations of performance targets -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "26.3") (eglot "1.9"))
;; Keywords: languages

;;; Commentary:

;; Editing .pmt files with the language server `pmt lsp', by eglot (built in from Emacs 29 on; `elpa-eglot' in Debian 12,
;; GNU ELPA elsewhere).  Put this file where `load-path' finds it and say (require 'pmt-mode) in your init file.  The
;; program `pmt' must be on the PATH, or `pmt-server-program' say where it is.
;;
;; Colours here follow from the language's signs alone: the form's keywords are the server's.
;; With yasnippet loaded, completions that are snippets have places to fill in.

;;; Code:

(require 'eglot)

(defgroup pmt nil
  "Declarations of performance targets."
  :group 'languages)

(defcustom pmt-server-program "pmt"
  "The program that is the language server when started with `lsp'."
  :type 'string)

(defcustom pmt-start-server t
  "Whether opening a declaration starts the language server."
  :type 'boolean)

(defcustom pmt-initialization-options nil
  "Settings that are sent to the server when it starts, as a property list.
For example (:lang \"en\" :logLevel \"info\")."
  :type 'plist)

(defvar pmt-mode-syntax-table
  (let ((table (make-syntax-table)))
    ;; `//' to the end of the line.
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (dolist (pair '((?《 . ?》) (?〈 . ?〉) (?｛ . ?｝) (?“ . ?”)))
      (modify-syntax-entry (car pair) (format "(%c" (cdr pair)) table)
      (modify-syntax-entry (cdr pair) (format ")%c" (car pair)) table))
    (dolist (sign '(?： ?， ?； ?、 ?。 ?＝ ?≥ ?≤ ?× ?$))
      (modify-syntax-entry sign "." table))
    ;; What may stand inside a word.
    (dolist (sign '(?· ?- ?_))
      (modify-syntax-entry sign "_" table))
    table)
  "The signs of the language.")

(defun pmt--propertize-texts (start end)
  "Give the fences of texts between START and END the syntax of string fences.
Inside them neither quotes nor `//' mean anything."
  (goto-char start)
  (while (re-search-forward "\"\"\"" end t)
    (let* ((fence (match-beginning 0))
           (before (save-excursion (syntax-ppss fence)))
           (opens (null (nth 8 before))))
      (cond
       (opens
        (put-text-property fence (1+ fence) 'syntax-table (string-to-syntax "|")))
       ;; The last of three quotes closes.
       ((eq (nth 3 before) t)
        (put-text-property (1- (point)) (point) 'syntax-table (string-to-syntax "|")))))))

(defconst pmt-font-lock-keywords
  `(;; A key begins an item: at the start of a line, or behind a brace or a semicolon.
    ("\\(?:^\\|[{;｛；]\\)[ \t　]*\\([[:alpha:]][[:alnum:]_·（）()-]*\\)" 1 font-lock-keyword-face)
    ("《[^》\n]*》" 0 font-lock-constant-face)
    ("“[^”\n]*”" 0 font-lock-string-face)
    ("\\$[{｛][^}｝\n]*[}｝]" 0 font-lock-variable-name-face prepend))
  "Colours that follow from the signs of the language.")

(defun pmt-indent-line ()
  "Indent the line by the blocks that are open where it begins."
  (interactive)
  (let* ((state (save-excursion (syntax-ppss (line-beginning-position))))
         (closes (save-excursion (back-to-indentation) (looking-at-p "[}｝]"))))
    ;; Lines of a text are the author's.
    (unless (nth 3 state)
      (let ((levels (max 0 (- (nth 0 state) (if closes 1 0)))))
        (if (<= (current-column) (current-indentation))
            (indent-line-to (* levels tab-width))
          (save-excursion (indent-line-to (* levels tab-width))))))))

;; Completion.  The server matches by pinyin and by English names, of which Emacs sees nothing in the labels; so what the
;; server found is what there is.  And a label can be shorter than what was typed for it, with which eglot does not reckon.

(defun pmt-completion-at-point ()
  "What the server offers at point, found by Han, pinyin or English names."
  (pcase (eglot-completion-at-point)
    (`(,start ,end ,table . ,properties)
     (let* ((written (buffer-substring-no-properties start end))
            (cursor (- (point) start))
            (exit (plist-get properties :exit-function)))
       `(,start ,end ,(pmt--found table)
                :exit-function
                ,(lambda (label status)
                   (let ((item (pmt--item label table)))
                     (if (and item (memq status '(finished exact)))
                         (pmt--insert item start written cursor)
                       (when exit (funcall exit label status)))))
                ,@properties)))))

(defun pmt--found (table)
  "TABLE as eglot makes it, where all that the server found fits what is typed."
  (lambda (typed predicate action)
    (pcase action
      ('metadata
       `(metadata (category . pmt) ,@(cdr (funcall table typed predicate action))))
      ('nil
       (let ((all (funcall table typed predicate t)))
         (cond ((null all) nil)
               ((cdr all) typed)
               ((equal (car all) typed) t)
               (t (car all)))))
      (_ (funcall table typed predicate action)))))

;; What the server found is not sifted again.
(add-to-list 'completion-category-defaults '(pmt (styles basic)))

(defun pmt--item (label table)
  "The server's item with a LABEL among those of TABLE."
  (or (get-text-property 0 'eglot--lsp-item label)
      (let ((found (cl-find label (all-completions "" table) :test #'string=)))
        (and found (get-text-property 0 'eglot--lsp-item found)))))

(defun pmt--insert (item start written cursor)
  "Insert ITEM where its label now stands in place of what was WRITTEN from START.
CURSOR is where in that point was."
  (delete-region start (point))
  (insert written)
  (goto-char (+ start cursor))
  (let* ((edit (plist-get item :textEdit))
         (region (eglot--range-region (plist-get edit :range)))
         (snippet (and (eql (plist-get item :insertTextFormat) 2) (eglot--snippet-expansion-fn))))
    (delete-region (car region) (cdr region))
    (goto-char (car region))
    (funcall (or snippet #'insert) (plist-get edit :newText))
    (eglot--signal-textDocument/didChange)))

(defun pmt--manage ()
  "Complete as above in what eglot manages."
  (when (eglot-managed-p)
    (remove-hook 'completion-at-point-functions #'eglot-completion-at-point t)
    (add-hook 'completion-at-point-functions #'pmt-completion-at-point nil t)))

;;;###autoload
(define-derived-mode pmt-mode prog-mode "pmt"
  "Major mode for declarations of performance targets."
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "//+[ \t　]*")
  (setq-local comment-end "")
  (setq-local tab-width 2)
  (setq-local indent-tabs-mode nil)
  (setq-local indent-line-function #'pmt-indent-line)
  (setq-local electric-indent-chars '(?\n ?} ?｝))
  (setq-local require-final-newline t)
  (setq-local syntax-propertize-function #'pmt--propertize-texts)
  (setq-local font-lock-defaults '(pmt-font-lock-keywords))
  ;; Texts are long lines of prose.
  (setq-local word-wrap-by-category t)
  (visual-line-mode 1)
  (add-hook 'eglot-managed-mode-hook #'pmt--manage nil t)
  (when (and pmt-start-server buffer-file-name)
    (eglot-ensure)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.pmt\\'" . pmt-mode))

(defun pmt--server (&optional _interactive)
  "How eglot starts the server."
  (list pmt-server-program "lsp" :initializationOptions (or pmt-initialization-options eglot--{})))

(add-to-list 'eglot-server-programs '(pmt-mode . pmt--server))

(defun pmt-fix-all ()
  "Do everything in this declaration that is safe to do about what is found."
  (interactive)
  (let ((actions (eglot-code-actions (point-min) (point-max) "source.fixAll.pmt")))
    (if actions
        (eglot--apply-workspace-edit (plist-get (elt actions 0) :edit))
      (message "%s" "Nothing that is safe to fix"))))

(provide 'pmt-mode)
;;; pmt-mode.el ends here
