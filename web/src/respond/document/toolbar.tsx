import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import {
  Bold,
  Code,
  Heading,
  Italic,
  List,
  ListOrdered,
  type LucideIcon,
  Redo,
  SquareCode,
  Strikethrough,
  TextQuote,
  Undo,
} from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { cx } from '../../ui/class-names.ts';
import { words } from './messages.ts';

interface Tool {
  word: string;
  keys?: string;
  icon: LucideIcon;
  run(editor: Editor): void;
  /** Whether it holds where the cursor is; left out for what is done and over. */
  isOn?(editor: Editor): boolean;
}

const { toolbar } = words;
const tools: readonly Tool[] = [
  {
    word: toolbar.heading,
    icon: Heading,
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (editor) => editor.isActive('heading'),
  },
  marked('bold', 'Control+B', Bold, (editor) => editor.chain().focus().toggleBold().run()),
  marked('italic', 'Control+I', Italic, (editor) => editor.chain().focus().toggleItalic().run()),
  marked('strike', 'Control+Shift+S', Strikethrough, (editor) => editor.chain().focus().toggleStrike().run()),
  marked('code', 'Control+E', Code, (editor) => editor.chain().focus().toggleCode().run()),
  {
    word: toolbar.bullets,
    icon: List,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    isOn: (editor) => editor.isActive('bulletList'),
  },
  {
    word: toolbar.numbers,
    icon: ListOrdered,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    isOn: (editor) => editor.isActive('orderedList'),
  },
  {
    word: toolbar.quote,
    icon: TextQuote,
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    isOn: (editor) => editor.isActive('blockquote'),
  },
  {
    word: toolbar.codeBlock,
    icon: SquareCode,
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
    isOn: (editor) => editor.isActive('codeBlock'),
  },
  { word: toolbar.undo, keys: 'Control+Z', icon: Undo, run: (editor) => editor.chain().focus().undo().run() },
  { word: toolbar.redo, keys: 'Control+Y', icon: Redo, run: (editor) => editor.chain().focus().redo().run() },
];

function marked(
  mark: 'bold' | 'italic' | 'strike' | 'code',
  keys: string,
  icon: LucideIcon,
  run: Tool['run'],
): Tool {
  return { word: toolbar[mark], keys, icon, run, isOn: (editor) => editor.isActive(mark) };
}

/** One stop for the Tab key; arrows go from tool to tool. */
export function Toolbar({ editor }: { editor: Editor }) {
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const on = useEditorState({ editor, selector: () => tools.map((tool) => tool.isOn?.(editor)) });
  const move = (event: KeyboardEvent) => {
    const next = nextPlace(event.key, at);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={toolbar.label}
      onKeyDown={move}
      className="flex gap-0.5 overflow-x-auto border-b border-line p-1"
    >
      {tools.map(({ word, keys, icon: Icon, run }, i) => (
        <button
          key={word}
          type="button"
          tabIndex={i === at ? 0 : -1}
          aria-label={word}
          aria-pressed={on?.[i]}
          aria-keyshortcuts={keys}
          title={word}
          onFocus={() => setAt(i)}
          onClick={() => run(editor)}
          className={cx(
            'inline-flex size-8 shrink-0 items-center justify-center rounded-md hover:bg-sunken pointer-coarse:size-11',
            on?.[i] ? 'bg-accent-soft text-accent-strong' : 'text-quiet',
          )}
        >
          <Icon size={17} aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}

function nextPlace(key: string, at: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % tools.length;
  if (key === 'ArrowLeft') return (at + tools.length - 1) % tools.length;
  if (key === 'Home') return 0;
  return key === 'End' ? tools.length - 1 : null;
}
